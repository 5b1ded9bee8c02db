package io.ringfence.certificates.estimation;

import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.ScoreTally;

/**
 * A lower bound on the mean of a score and an upper bound on its variance, both from one tally; for
 * comparison with {@link io.ringfence.certificates.ScoreBound.OneMean}, which needs a single mean.
 *
 * <p>With a reference point ν fixed beforehand, and L ≤ μ and ζ ≥ E[(x - ν)²], each at half of the
 * failure probability: σ² = E[(x - ν)²] - (μ - ν)² ≤ ζ - max(0, L - ν)².
 *
 * @param meanLower in [0, 1]
 * @param varianceUpper rounded up, at most 1/4
 */
public record MeanVariance(double meanLower, double varianceUpper) {

  /**
   * @param selection fixes ν and the bets
   * @param certification further, independent samples
   * @param failureProbability of both bounds together
   */
  public static MeanVariance of(
      ScoreTally selection,
      ScoreTally certification,
      AdaptivePlan plan,
      double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    double half = failureProbability / 2;
    double nu = Moments.mean(selection);
    double lower = BettingBound.lower(certification, Bets.tuned(selection, plan, half), half);
    Bets bets = Bets.tuned(closeness(selection, nu), plan, half);
    double zeta = Math.nextUp(1 - BettingBound.lower(closeness(certification, nu), bets, half));
    double above = Math.max(0, Math.nextDown(lower - nu));
    double variance = Math.nextUp(zeta - Math.nextDown(above * above));
    return new MeanVariance(lower, Math.min(0.25, Math.max(0, variance)));
  }

  /** ln(1 + (μ - 1/2)²/σ²), rounded down; 0 from a mean of at most one half. */
  public double eta() {
    return LinearCertificates.eta(meanLower, varianceUpper);
  }

  /** 1 - (x - ν)², rounded down. */
  private static Payoffs closeness(ScoreTally scores, double nu) {
    double floor = 1 - Math.max(nu * nu, (1 - nu) * (1 - nu)) - 1e-15;
    return Payoffs.of(scores, floor, x -> 1 - (x - nu) * (x - nu) - 1e-15);
  }
}
