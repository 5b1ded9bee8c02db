package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.util.List;

/**
 * What a class needs to survive some changed bits: about known, exactly on demand.
 *
 * @param about within {@link QuickThreshold#ERROR}
 * @param rival what no other class exceeds; one half or more if nothing is known
 */
record Threshold(double about, List<Flips> flips, double rival) {
  /** How much more cautious than exact a published answer may be. */
  static final double NEARNESS = 1e-9;

  static final double MAJORITY = 0.5;

  /** Of a class that must keep more than one half. */
  static Threshold of(List<Flips> flips) {
    return of(flips, MAJORITY);
  }

  /**
   * @param rival what no other class exceeds
   */
  static Threshold of(List<Flips> flips, double rival) {
    return new Threshold(about(flips, rival), flips, rival);
  }

  /** An error of τ may grow beyond bounds in the threshold, so that one is computed exactly. */
  static double about(List<Flips> flips, double rival) {
    return rival < MAJORITY
        ? ExactThreshold.plurality(flips, new BigDecimal(rival)).about()
        : QuickThreshold.of(flips);
  }

  /** Whether a node with this lower bound keeps its prediction; exact. */
  boolean isBelow(double lowerBound) {
    if (Math.abs(lowerBound - about) > QuickThreshold.ERROR) {
      return lowerBound > about;
    }
    ExactThreshold exact =
        rival < MAJORITY
            ? ExactThreshold.plurality(flips, new BigDecimal(rival))
            : ExactThreshold.of(flips);
    return exact.isBelow(new BigDecimal(lowerBound));
  }

  /** Whether it keeps its prediction by so much that nobody may deny it. */
  boolean isFarBelow(double lowerBound) {
    return lowerBound > about + NEARNESS;
  }
}
