/**
 * Timings of the certificates and of the displacement path on JMH, one thread. Never shipped. May
 * import {@code io.ringfence.certificates}, {@code io.ringfence.graph} and {@code
 * io.ringfence.engine}.
 */
@NullMarked
package io.ringfence.benchmarks;

import org.jspecify.annotations.NullMarked;
