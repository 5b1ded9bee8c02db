/**
 * Timings of the certificates on JMH, one thread. Never shipped. May import {@code
 * io.ringfence.certificates}.
 */
@NullMarked
package io.ringfence.benchmarks;

import org.jspecify.annotations.NullMarked;
