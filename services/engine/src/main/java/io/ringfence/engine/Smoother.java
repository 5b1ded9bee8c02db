package io.ringfence.engine;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Port: counts the votes of the base model over noisy graphs. Must be thread-safe. */
public interface Smoother {

  /**
   * @param cancelled asked now and then; once true the work may stop
   * @return one tally per target, in the order of the task's targets, each over all its samples
   * @throws java.util.concurrent.CancellationException if it stopped because of {@code cancelled}
   */
  List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled);
}
