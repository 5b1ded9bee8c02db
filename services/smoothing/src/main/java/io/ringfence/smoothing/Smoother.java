package io.ringfence.smoothing;

import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Collects what one model says of noisy graphs. Implementations are thread-safe and differ in speed
 * and in the machine they use, not in the law of the noise.
 */
@FunctionalInterface
public interface Smoother extends AutoCloseable {

  /**
   * The evidence about each target, in the order of the task's targets, from as many noisy graphs
   * as the task has samples.
   *
   * @param cancelled asked often; once it says yes the work stops
   * @throws CancellationException if stopped; nothing is returned then
   * @throws ModelException if the model does not fit the task's attributes
   * @throws IllegalArgumentException if the subgraph lacks a part of a target's receptive field
   */
  <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled);

  /** As the other, to the end. */
  default <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic) {
    return smooth(task, statistic, () -> false);
  }

  /** Counts votes, to the end. */
  default List<VoteTally> smooth(SmoothingTask task) {
    return smooth(task, Statistic.votes());
  }

  /** Frees threads and memory; nothing may run. */
  @Override
  default void close() {}

  /** Stops the work if it was cancelled. */
  static void requireWanted(BooleanSupplier cancelled) {
    if (cancelled.getAsBoolean()) {
      throw new CancellationException("Smoothing was cancelled.");
    }
  }
}
