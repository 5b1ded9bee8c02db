/** The one typed configuration of a worker. Imports only {@code hosting}. */
@NullMarked
package io.ringfence.smoother.configuration;

import org.jspecify.annotations.NullMarked;
