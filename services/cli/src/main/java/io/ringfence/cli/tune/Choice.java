package io.ringfence.cli.tune;

import java.util.Comparator;
import java.util.List;

/**
 * Which trial is best: the largest mean certified share among those whose smoothed accuracy is at
 * most {@code accuracyLoss} below the best; equals by fewer samples, then fewer regions. Nothing of
 * it depends on measured time, so that the same trials always give the same choice.
 *
 * @param trials at least one
 * @param accuracyLoss in [0, 1]
 */
record Choice(List<Trial> trials, double accuracyLoss) {
  /** Accuracies are quotients of counts; closer than this they are equal. */
  private static final double ROUNDING = 1e-9;

  Choice {
    trials = List.copyOf(trials);
  }

  Trial chosen() {
    return ranked().get(0);
  }

  /** The best first; those that lose too much accuracy last, the most accurate of them first. */
  List<Trial> ranked() {
    Comparator<Trial> share = Comparator.comparingDouble((Trial t) -> -t.share());
    return trials.stream()
        .sorted(
            Comparator.comparing((Trial t) -> !accurate(t))
                .thenComparingDouble(t -> accurate(t) ? 0 : -t.accuracy())
                .thenComparing(share)
                .thenComparingInt(t -> t.rung().noisyGraphs())
                .thenComparingInt(t -> t.combination().regions())
                .thenComparingInt(Trial::number))
        .toList();
  }

  /** Whether it may be chosen. */
  boolean accurate(Trial trial) {
    double best = trials.stream().mapToDouble(Trial::accuracy).max().orElse(0);
    return trial.accuracy() >= best - accuracyLoss - ROUNDING;
  }

  /**
   * Whether no other trial is as good in accuracy, certified share and number of noisy graphs, and
   * better in one of them (Pareto).
   */
  boolean efficient(Trial trial) {
    return trials.stream().noneMatch(other -> dominates(other, trial));
  }

  private static boolean dominates(Trial a, Trial b) {
    boolean asGood =
        a.accuracy() >= b.accuracy()
            && a.share() >= b.share()
            && a.rung().noisyGraphs() <= b.rung().noisyGraphs();
    boolean better =
        a.accuracy() > b.accuracy()
            || a.share() > b.share()
            || a.rung().noisyGraphs() < b.rung().noisyGraphs();
    return asGood && better;
  }
}
