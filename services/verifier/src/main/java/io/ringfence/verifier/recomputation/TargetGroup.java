package io.ringfence.verifier.recomputation;

import java.util.Arrays;
import java.util.Collection;

/** Targets of one region with one displacement, by rising lower bound. Immutable. */
public final class TargetGroup {
  private final int region;
  private final Displacement spent;
  private final double[] lowerBounds;

  /**
   * @param lowerBounds each above one half
   */
  public TargetGroup(int region, Displacement spent, Collection<Double> lowerBounds) {
    this.region = region;
    this.spent = spent;
    this.lowerBounds = lowerBounds.stream().mapToDouble(Double::doubleValue).sorted().toArray();
  }

  int region() {
    return region;
  }

  Displacement spent() {
    return spent;
  }

  FlipCount flips(Threshold threshold) {
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
