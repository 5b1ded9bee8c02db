package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;

/**
 * What no honest lower bound on a mean of scores exceeds.
 *
 * <p>Of n samples that all lie at the most that is possible, δ<sup>1/n</sup> of the way from the
 * least to the most is all that can be had: with a smaller mean they have a chance above δ if they
 * lie at either end.
 */
public final class ScoreCeiling {
  private static final double SLACK = 1e-9;

  private ScoreCeiling() {}

  /** Of scores in [0, 1]. */
  public static double ofMean(long samples, double failureProbability) {
    return Math.exp(Math.log(failureProbability) / samples) + SLACK;
  }

  /** Of h - (t/2)(h - m)² with h in [0, 1], which is concave: least at an end, most at m + 1/t. */
  public static double ofOneMean(double t, double m, long samples, double failureProbability) {
    double least = Math.min(value(t, m, 0), value(t, m, 1));
    double most = value(t, m, Math.min(1, m + 1 / t));
    double share = Math.exp(Math.log(failureProbability) / samples);
    return least + (most - least) * share + SLACK * (1 + most - least);
  }

  private static double value(double t, double m, double h) {
    return h - t / 2 * (h - m) * (h - m);
  }

  /** ln(1 + 2t(L - 1/2)), what a lower bound L proves; 0 from one half. */
  public static BigDecimal eta(double t, double lowerBound) {
    if (!(lowerBound > 0.5)) {
      return BigDecimal.ZERO;
    }
    BigDecimal above =
        new BigDecimal(lowerBound)
            .subtract(new BigDecimal("0.5"))
            .multiply(BigDecimal.valueOf(2))
            .multiply(new BigDecimal(t));
    return RenyiDistance.log(BigDecimal.ONE.add(above));
  }
}
