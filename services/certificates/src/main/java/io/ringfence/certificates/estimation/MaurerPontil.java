package io.ringfence.certificates.estimation;

/**
 * The empirical Bernstein bounds of Maurer and Pontil (2009), for comparison.
 *
 * <pre>
 *   μ ≥ X̄ - √(2V·ln(2/δ)/n) - 7·ln(2/δ)/(3(n - 1))          (Theorem 4)
 *   σ ≤ √V + √(2·ln(1/δ)/(n - 1))                            (Theorem 10)
 * </pre>
 *
 * with V the unbiased sample variance. Each holds at δ by itself and at a number of samples fixed
 * beforehand.
 */
public final class MaurerPontil {

  private static final double EPSILON = Math.ulp(1.0);

  private MaurerPontil() {}

  /**
   * Lower bound on the mean, rounded down; may be negative.
   *
   * @param mean of the samples, or less
   * @param variance unbiased sample variance, or more
   * @param samples at least 2
   */
  public static double meanLower(
      double mean, double variance, long samples, double failureProbability) {
    require(samples, failureProbability);
    double log = Math.log(2 / failureProbability);
    double away = Math.sqrt(2 * variance * log / samples) + 7 * log / (3.0 * (samples - 1));
    return mean - away - 16 * EPSILON * (away + 1);
  }

  /**
   * Upper bound on the standard deviation, rounded up.
   *
   * @param variance unbiased sample variance, or more
   * @param samples at least 2
   */
  public static double standardDeviationUpper(
      double variance, long samples, double failureProbability) {
    require(samples, failureProbability);
    double upper =
        Math.sqrt(variance) + Math.sqrt(-2 * Math.log(failureProbability) / (samples - 1));
    return upper * (1 + 16 * EPSILON);
  }

  private static void require(long samples, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    if (samples < 2) {
      throw new IllegalArgumentException(
          "Samples are %d; a sample variance needs at least 2.".formatted(samples));
    }
  }
}
