package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.util.List;

/**
 * q* of some changed bits: about known, exactly on demand.
 *
 * @param about within {@link QuickThreshold#ERROR}
 */
record Threshold(double about, List<Flips> flips) {
  /** How much more cautious than exact a published answer may be. */
  static final double NEARNESS = 1e-9;

  static Threshold of(List<Flips> flips) {
    return new Threshold(QuickThreshold.of(flips), flips);
  }

  /** Whether a node with this lower bound keeps its prediction; exact. */
  boolean isBelow(double lowerBound) {
    if (Math.abs(lowerBound - about) > QuickThreshold.ERROR) {
      return lowerBound > about;
    }
    return ExactThreshold.of(flips).isBelow(new BigDecimal(lowerBound));
  }

  /** Whether it keeps its prediction by so much that nobody may deny it. */
  boolean isFarBelow(double lowerBound) {
    return lowerBound > about + NEARNESS;
  }
}
