/** Runs the examples of {@code docs/consumers} as a reader of the documentation would. */
@NullMarked
package io.ringfence.integration.consumers;

import org.jspecify.annotations.NullMarked;
