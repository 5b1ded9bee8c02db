package io.ringfence.cli.tune;

import java.util.List;
import java.util.OptionalDouble;

/**
 * One combination, certified from so many noisy graphs.
 *
 * @param number place of the combination in the order, from 0
 */
record Trial(int number, Combination combination, Rung rung, Quality quality, Cost cost) {

  /** What counts: the mean share over the budgets. */
  double share() {
    return quality.counting().stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }

  /** Smoothed accuracy; the same for all without labels. */
  double accuracy() {
    return quality.smoothed().orElse(0);
  }

  /**
   * How good it is.
   *
   * @param clean accuracy of the base model without noise; empty without labels
   * @param smoothed accuracy of the smoothed classifier, abstaining or not; empty without labels
   * @param abstained share of the targets for which nothing is promised
   * @param certified per budget, share of all targets that provably keep their class
   * @param right per budget, share of the labelled targets whose class is right and provably stays;
   *     empty without labels
   */
  record Quality(
      OptionalDouble clean,
      OptionalDouble smoothed,
      double abstained,
      List<Double> certified,
      List<Double> right) {
    Quality {
      certified = List.copyOf(certified);
      right = List.copyOf(right);
    }

    /** Of right predictions if labels tell which these are, else of all. */
    List<Double> counting() {
      return right.isEmpty() ? certified : right;
    }
  }

  /**
   * What it took.
   *
   * @param seconds on the clock
   * @param cpuSeconds of the whole process, all threads together
   * @param targets that were certified
   */
  record Cost(double seconds, double cpuSeconds, int targets) {
    /** Milliseconds of processor time for one certificate of one node. */
    double millisPerNode() {
      return 1e3 * cpuSeconds / targets;
    }
  }
}
