/** {@code ringfence topics}: makes what the services read and write, before they start. */
@NullMarked
package io.ringfence.cli.topics;

import org.jspecify.annotations.NullMarked;
