package io.ringfence.certificates.estimation;

/** The bound of Hoeffding (1963) on the mean of scores, for comparison. */
public final class Hoeffding {

  private static final double EPSILON = Math.ulp(1.0);

  private Hoeffding() {}

  /**
   * X̄ - √(ln(1/δ)/(2n)), rounded down; may be negative.
   *
   * @param mean of the samples, or less
   * @param samples at least 1, fixed beforehand
   */
  public static double meanLower(double mean, long samples, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    if (samples < 1) {
      throw new IllegalArgumentException(
          "Samples are %d; the bound needs at least one.".formatted(samples));
    }
    double away = Math.sqrt(-Math.log(failureProbability) / (2.0 * samples));
    return mean - away - 8 * EPSILON * (away + 1);
  }
}
