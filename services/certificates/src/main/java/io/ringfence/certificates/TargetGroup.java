package io.ringfence.certificates;

import java.util.Arrays;
import java.util.List;

/**
 * Non-abstaining targets of one region that were certified at the same displacement: they fall in
 * the order of their lower bounds. Immutable.
 */
final class TargetGroup {

  private final int region;
  private final Perturbation spent;
  private final double[] sortedBounds;

  TargetGroup(int region, Perturbation spent, List<Double> lowerBounds) {
    this.region = region;
    this.spent = spent;
    sortedBounds = lowerBounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  int region() {
    return region;
  }

  Perturbation spent() {
    return spent;
  }

  int size() {
    return sortedBounds.length;
  }

  double lowerBound(int i) {
    return sortedBounds[i];
  }

  /** How many targets have a lower bound of at most {@code threshold}. */
  int attacked(double threshold) {
    int at = Arrays.binarySearch(sortedBounds, threshold);
    if (at < 0) {
      return -at - 1;
    }
    while (at < sortedBounds.length && sortedBounds[at] <= threshold) {
      at++;
    }
    return at;
  }
}
