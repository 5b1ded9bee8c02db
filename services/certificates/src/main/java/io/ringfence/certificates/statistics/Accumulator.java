package io.ringfence.certificates.statistics;

import java.util.List;

/**
 * Collects one {@link Statistic}. Not thread-safe: one per thread, then {@link Statistic#sum}.
 *
 * @param <T> the evidence about one target
 */
public interface Accumulator<T> {

  /**
   * Takes what the model says of one target in one noisy graph.
   *
   * @param target its place, from 0
   * @param logits scores before softmax, one per class, finite; may be overwritten
   */
  void add(int target, double[] logits);

  /** What has been collected so far, in the order of the targets. */
  List<T> results();
}
