package io.ringfence.cli.certify;

import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/** Cuts work into pieces small enough to show progress; what the pieces collect adds up. */
record ChunkedSmoother(Smoother smoother, BatchCertification.Steps steps) implements Smoother {
  /** Samples per piece: large enough to keep the smoother busy. */
  private static final int CHUNK = 50;

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    SampleRange range = task.samples();
    List<T> sum = List.of();
    for (int done = 0; done < range.count(); done += CHUNK) {
      SampleRange chunk =
          new SampleRange(range.first() + done, Math.min(CHUNK, range.count() - done));
      List<T> part =
          smoother.smooth(
              new SmoothingTask(
                  task.subgraph(), task.schedule(), task.targets(), chunk, task.seed()),
              statistic,
              cancelled);
      sum = done == 0 ? part : sum(statistic, sum, part);
      steps.done(chunk.count());
    }
    return sum;
  }

  private static <T> List<T> sum(Statistic<T> statistic, List<T> left, List<T> right) {
    List<T> sum = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      sum.add(statistic.sum(left.get(i), right.get(i)));
    }
    return sum;
  }
}
