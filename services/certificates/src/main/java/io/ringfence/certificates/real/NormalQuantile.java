package io.ringfence.certificates.real;

import org.apache.commons.statistics.distribution.NormalDistribution;

/**
 * Φ<sup>-1</sup>, the quantile function of the standard normal distribution, rounded to a chosen
 * side.
 *
 * <p><b>Rounding.</b> Commons Statistics computes quantile and tail by the inverse complementary
 * and the complementary error function of Commons Numbers (ports of Boost's), accurate to some
 * 10<sup>-15</sup> relative. Only the tail is trusted, and only to 10<sup>-13</sup>: the quantile
 * is moved outward by 10<sup>-12</sup>·(1 + |z|) and further until the tail there lies on the safe
 * side by that margin. Nearness: about 10<sup>-12</sup>·(1 + |z|). Tails are taken from the nearer
 * end, where 1 - q is exact in floating point.
 */
final class NormalQuantile {

  private static final NormalDistribution STANDARD = NormalDistribution.of(0, 1);
  private static final double STEP = 1e-12;
  private static final double TAIL_ERROR = 1e-13;

  private NormalQuantile() {}

  /**
   * A number that is not above Φ<sup>-1</sup>(q); infinite at 0 and 1.
   *
   * @param q in [0, 1]
   */
  static double lower(double q) {
    requireProbability(q);
    return q > 0.5 ? atMost(1 - q) : -atLeast(q);
  }

  /**
   * A number that is not below Φ<sup>-1</sup>(q); infinite at 0 and 1.
   *
   * @param q in [0, 1]
   */
  static double upper(double q) {
    requireProbability(q);
    return q > 0.5 ? atLeast(1 - q) : -atMost(q);
  }

  /** Not above the z with P[Z > z] = tail. */
  private static double atMost(double tail) {
    if (tail == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double z = STANDARD.inverseSurvivalProbability(tail);
    double step = STEP * (1 + Math.abs(z));
    do {
      z -= step;
    } while (STANDARD.survivalProbability(z) < tail * (1 + TAIL_ERROR));
    return z;
  }

  /** Not below the z with P[Z > z] = tail. */
  private static double atLeast(double tail) {
    if (tail == 0) {
      return Double.POSITIVE_INFINITY;
    }
    double z = STANDARD.inverseSurvivalProbability(tail);
    double step = STEP * (1 + Math.abs(z));
    do {
      z += step;
    } while (STANDARD.survivalProbability(z) > tail * (1 - TAIL_ERROR));
    return z;
  }

  private static void requireProbability(double q) {
    if (!(q >= 0 && q <= 1)) {
      throw new IllegalArgumentException("Probability is %s; it must lie in [0, 1].".formatted(q));
    }
  }
}
