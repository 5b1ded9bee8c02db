package io.ringfence.verifier.recomputation;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** Targets of one region with one displacement and one bound on rivals. Immutable. */
public final class TargetGroup {
  /** Weights and distances are rounded logarithms. */
  private static final double ROUNDING = 1e-13;

  private static final double CAUTION = 1e-9;

  private final int region;
  private final Displacement spent;
  private final double rival;
  private final boolean weighed;
  private final List<Target> targets;
  private final double[] lowerBounds;

  /**
   * @param lowerBounds each above one half
   */
  public TargetGroup(int region, Displacement spent, Collection<Double> lowerBounds) {
    this(region, spent, lowerBounds.stream().map(Target::of).toList());
  }

  /**
   * @param targets at least one, all with the same bound on rivals
   */
  public TargetGroup(int region, Displacement spent, List<Target> targets) {
    this.region = region;
    this.spent = spent;
    this.targets = targets.stream().sorted(Comparator.comparingDouble(Target::lowerBound)).toList();
    rival = targets.isEmpty() ? Threshold.MAJORITY : targets.get(0).rivalOrHalf();
    weighed = targets.stream().anyMatch(t -> t.distance().isPresent());
    lowerBounds = this.targets.stream().mapToDouble(Target::lowerBound).toArray();
  }

  int region() {
    return region;
  }

  Displacement spent() {
    return spent;
  }

  double rival() {
    return rival;
  }

  /** Whether some target has a proof from mean and variance, too. */
  boolean isWeighed() {
    return weighed;
  }

  /**
   * @param weight of what changed for mean and variance
   */
  FlipCount flips(Threshold threshold, double weight) {
    return weighed ? oneByOne(threshold, weight) : sorted(threshold);
  }

  private FlipCount oneByOne(Threshold threshold, double weight) {
    int exact = 0;
    int cautious = 0;
    for (Target target : targets) {
      double q = target.lowerBound();
      exact += threshold.isBelow(q) || target.outweighs(weight, ROUNDING) ? 0 : 1;
      cautious += threshold.isFarBelow(q) || target.outweighs(weight, -CAUTION) ? 0 : 1;
    }
    return new FlipCount(exact, Math.max(exact, cautious));
  }

  private FlipCount sorted(Threshold threshold) {
    int low = firstAbove(threshold.about() - QuickThreshold.ERROR);
    int exact = low;
    while (exact < lowerBounds.length && !threshold.isBelow(lowerBounds[exact])) {
      exact++;
    }
    int cautious = firstAbove(threshold.about() + Threshold.NEARNESS);
    return new FlipCount(exact, Math.max(exact, cautious));
  }

  /** Index of the first lower bound above {@code x}. */
  private int firstAbove(double x) {
    int at = Arrays.binarySearch(lowerBounds, Math.nextUp(x));
    if (at < 0) {
      return -at - 1;
    }
    while (at > 0 && lowerBounds[at - 1] > x) {
      at--;
    }
    return at;
  }
}
