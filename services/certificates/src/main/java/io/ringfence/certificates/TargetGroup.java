package io.ringfence.certificates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Non-abstaining targets of one region that were certified at the same displacement and have the
 * same bound on their rivals: they fall in the order of their lower bounds, unless a distance η of
 * their own still holds them. Immutable.
 */
final class TargetGroup {

  /**
   * @param lowerBound q
   * @param distance η of the order-2 forward row, -∞ if nothing but q speaks for the target
   */
  record Target(double lowerBound, double distance) {}

  /** Targets per block of the prefix index. */
  private static final int BLOCK = 64;

  private final int region;
  private final Perturbation spent;
  private final double rival;
  private final double[] sortedBounds;
  private final double[] distances;
  private final double[][] sortedPrefixes;

  TargetGroup(int region, Perturbation spent, double rival, List<Target> targets) {
    this.region = region;
    this.spent = spent;
    this.rival = rival;
    List<Target> sorted =
        targets.stream().sorted(Comparator.comparingDouble(Target::lowerBound)).toList();
    sortedBounds = sorted.stream().mapToDouble(Target::lowerBound).toArray();
    boolean bare = sorted.stream().allMatch(t -> t.distance == Double.NEGATIVE_INFINITY);
    distances = bare ? new double[0] : sorted.stream().mapToDouble(Target::distance).toArray();
    sortedPrefixes = new double[distances.length / BLOCK + 1][];
    for (int i = 0; i < sortedPrefixes.length; i++) {
      sortedPrefixes[i] = Arrays.copyOf(distances, Math.min(distances.length, i * BLOCK));
      Arrays.sort(sortedPrefixes[i]);
    }
  }

  int region() {
    return region;
  }

  Perturbation spent() {
    return spent;
  }

  /** Upper bound on the probability of every rival; from one half on only majorities count. */
  double rival() {
    return rival;
  }

  int size() {
    return sortedBounds.length;
  }

  double lowerBound(int i) {
    return sortedBounds[i];
  }

  /** η of the order-2 forward row beside q, -∞ without. */
  double distance(int i) {
    return distances.length == 0 ? Double.NEGATIVE_INFINITY : distances[i];
  }

  /** Whether some target has a distance beside its lower bound. */
  boolean hasDistances() {
    return distances.length > 0;
  }

  /** How many targets have a lower bound of at most {@code threshold}. */
  int attacked(double threshold) {
    return atMost(sortedBounds, threshold);
  }

  /** How many targets have a lower bound and a distance of at most the given ones. */
  int attacked(double threshold, double spend) {
    int first = attacked(threshold);
    if (distances.length == 0) {
      return first;
    }
    int block = first / BLOCK;
    int count = atMost(sortedPrefixes[block], spend);
    for (int i = block * BLOCK; i < first; i++) {
      if (distances[i] <= spend) {
        count++;
      }
    }
    return count;
  }

  private static int atMost(double[] sorted, double value) {
    int low = 0;
    int high = sorted.length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (sorted[middle] <= value) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
