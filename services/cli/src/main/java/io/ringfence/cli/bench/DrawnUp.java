package io.ringfence.cli.bench;

import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.BooleanSupplier;

/**
 * Votes without a model, to give a large graph its first certificates: most nodes are sure of class
 * 0, some are not. What votes a node gets depends on its ordinal alone.
 */
record DrawnUp(int classes) implements Smoother {

  /** The least sure node has this share of votes against it. */
  private static final double LEAST_SURE = 0.4;

  @Override
  @SuppressWarnings("unchecked") // The bench collects votes only.
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    List<T> tallies = new ArrayList<>(task.targets().size());
    for (int target : task.targets()) {
      double unsure = new SplittableRandom(task.subgraph().ordinal(target)).nextDouble();
      long[] votes = new long[classes];
      votes[1] = Math.round(LEAST_SURE * Math.pow(unsure, 3) * task.samples().count());
      votes[0] = task.samples().count() - votes[1];
      tallies.add((T) VoteTally.of(votes));
    }
    return tallies;
  }
}
