package io.ringfence.engine;

import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Port: collects what the base model says of noisy graphs. Must be thread-safe. */
public interface Smoother {

  /**
   * @param cancelled asked now and then; once true the work may stop
   * @return the evidence about each target, in the order of the task's targets, each over all its
   *     samples
   * @throws java.util.concurrent.CancellationException if it stopped because of {@code cancelled}
   */
  <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled);

  /** Counts votes. */
  default List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled) {
    return smooth(task, Statistic.votes(), cancelled);
  }
}
