package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;
import java.util.Arrays;

/**
 * Bounds on the mean of scores from a band around their distribution function, for comparison: the
 * way of the localized-smoothing paper. Betting needs far fewer samples.
 *
 * <p>By Dvoretzky, Kiefer and Wolfowitz, with the constant of Massart (1990), |F̂ - F| ≤ ε =
 * √(ln(2/δ) / (2n)) everywhere with probability at least 1 - δ, and the mean is ∫ 1 - F over [0,
 * 1].
 *
 * @param meanLower rounded down
 * @param meanUpper rounded up
 */
public record DkwBand(double meanLower, double meanUpper) {

  private static final double EPSILON = Math.ulp(1.0);

  /**
   * @param scores in [0, 1]
   * @param failureProbability of both bounds together
   */
  public static DkwBand of(double[] scores, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    double[] ascending = scores.clone();
    Arrays.sort(ascending);
    double lower = 0;
    double upper = 0;
    double band = band(ascending.length, failureProbability);
    double previous = 0;
    for (int i = 0; i <= ascending.length; i++) {
      double next = i < ascending.length ? Probabilities.requireScore(ascending[i]) : 1;
      double share = ascending.length == 0 ? 0 : (double) i / ascending.length;
      lower += (next - previous) * Math.max(0, 1 - share - band);
      upper += (next - previous) * Math.min(1, 1 - share + band);
      previous = next;
    }
    return rounded(lower, upper, ascending.length);
  }

  /**
   * @param failureProbability of both bounds together
   */
  public static DkwBand of(ScoreTally scores, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    double band = band(scores.samples(), failureProbability);
    double lower = 0;
    double upper = 0;
    double previousLower = 0;
    double previousUpper = 0;
    long below = 0;
    for (int i = 0; i <= scores.occupied(); i++) {
      boolean end = i == scores.occupied();
      double nextLower = end ? 1 : ScoreTally.lowerEdge(scores.occupiedBin(i));
      double nextUpper = end ? 1 : ScoreTally.upperEdge(scores.occupiedBin(i));
      double share = scores.samples() == 0 ? 0 : (double) below / scores.samples();
      lower += (nextLower - previousLower) * Math.max(0, 1 - share - band);
      upper += (nextUpper - previousUpper) * Math.min(1, 1 - share + band);
      previousLower = nextLower;
      previousUpper = nextUpper;
      below += end ? 0 : scores.occupiedCount(i);
    }
    return rounded(lower, upper, scores.occupied());
  }

  /** ε, rounded up; more than all there is without samples. */
  private static double band(long samples, double failureProbability) {
    if (samples == 0) {
      return 2;
    }
    return Math.sqrt(Math.log(2 / failureProbability) / (2.0 * samples)) * (1 + 8 * EPSILON);
  }

  private static DkwBand rounded(double lower, double upper, int terms) {
    double error = 8 * EPSILON * (terms + 8);
    return new DkwBand(Math.max(0, lower - error), Math.min(1, upper + error));
  }
}
