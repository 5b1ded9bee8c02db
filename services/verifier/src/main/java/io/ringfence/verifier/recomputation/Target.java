package io.ringfence.verifier.recomputation;

import java.util.OptionalDouble;

/**
 * What the samples prove of one target with a certificate.
 *
 * @param lowerBound q, on the mean of its class
 * @param rival u, which no other class exceeds; empty if nothing is known of them
 * @param distance η of order 2 from mean and variance, where it may prove more than q does
 */
public record Target(double lowerBound, OptionalDouble rival, OptionalDouble distance) {
  /** Of a lower bound alone. */
  public static Target of(double lowerBound) {
    return new Target(lowerBound, OptionalDouble.empty(), OptionalDouble.empty());
  }

  double rivalOrHalf() {
    return Math.min(Threshold.MAJORITY, rival.orElse(Threshold.MAJORITY));
  }

  /** Whether mean and variance keep it, for certain within the error of the weight. */
  boolean outweighs(double weight, double slack) {
    return distance.isPresent() && weight < distance.getAsDouble() * (1 + slack);
  }
}
