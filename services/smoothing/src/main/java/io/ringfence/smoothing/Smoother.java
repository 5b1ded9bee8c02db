package io.ringfence.smoothing;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.function.BooleanSupplier;

/**
 * Counts the votes of one model over noisy graphs. Implementations are thread-safe and differ in
 * speed and in the machine they use, not in the law of the votes.
 */
@FunctionalInterface
public interface Smoother extends AutoCloseable {

  /**
   * One tally per target, in the order of the task's targets, each with as many votes as the task
   * has samples.
   *
   * @param cancelled asked often; once it says yes the work stops
   * @throws CancellationException if stopped; nothing is returned then
   * @throws ModelException if the model does not fit the task's attributes
   * @throws IllegalArgumentException if the subgraph lacks a part of a target's receptive field
   */
  List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled);

  /** As the other, to the end. */
  default List<VoteTally> smooth(SmoothingTask task) {
    return smooth(task, () -> false);
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
