/**
 * What is kept of a base model's outputs while noisy graphs are drawn. A {@link
 * io.ringfence.certificates.statistics.Statistic} says what is wanted; its {@link
 * io.ringfence.certificates.statistics.Accumulator} takes the outputs one noisy graph at a time and
 * keeps sums of integers only, so that the evidence depends neither on the order of the samples nor
 * on how they are shared among threads, and memory does not grow with them.
 *
 * <p>May import {@code io.ringfence.certificates}; knows of no model and no graph.
 */
@NullMarked
package io.ringfence.certificates.statistics;

import org.jspecify.annotations.NullMarked;
