package io.ringfence.certificates.estimation;

import org.apache.commons.numbers.gamma.LogBeta;

/**
 * A confidence sequence for a binomial probability: a lower bound that holds at every number of
 * trials at once, planned or not.
 *
 * <p>A gambler doubts "the probability is p" by staking his capital as if the probability were
 * drawn from Beta(a, b) (Robbins, 1970). After k successes in n trials he has
 *
 * <pre>   K(p) = B(a + k, b + n - k) / ( B(a, b) · p^k · (1 - p)^(n - k) ), </pre>
 *
 * <p>a martingale at the true p; the bound is the largest p below k/n with K(p) ≥ 1/δ. K falls up
 * to k/n. The logarithm of B of Commons Numbers is accurate to far better than 1e-9; the goal is
 * raised by 1e-9.
 *
 * <p>At planned looks Clopper-Pearson with δ spent over them is tighter (see {@link AdaptivePlan});
 * this bound is for looks that nothing plans.
 *
 * @param a first parameter of the prior, positive; fixed before the trials
 * @param b second parameter, positive
 */
public record BetaMixture(double a, double b) {

  private static final double MARGIN = 1e-9;

  private static final double WIDTH = 1e-11;

  /** Every probability alike. */
  public static final BetaMixture FLAT = new BetaMixture(1, 1);

  public BetaMixture {
    if (!(a > 0 && b > 0 && a + b < 1e9)) {
      throw new IllegalArgumentException(
          "The prior is Beta(%s, %s); both parameters must be positive and their sum below 1e9."
              .formatted(a, b));
    }
  }

  /**
   * A number that the success probability is below, at any number of trials whatsoever, with
   * probability at most {@code failureProbability}.
   *
   * @param successes in [0, trials]
   */
  public double lower(long successes, long trials, double failureProbability) {
    Probabilities.requireCounts(successes, trials);
    Probabilities.requireProbability(failureProbability);
    double evidence = LogBeta.value(a + successes, b + (trials - successes)) - LogBeta.value(a, b);
    double goal = -Math.log(failureProbability) + MARGIN * (1 + Math.abs(evidence));
    double low = 0;
    double high = trials == 0 ? 0 : (double) successes / trials;
    while (high - low > WIDTH) {
      double middle = low + (high - low) / 2;
      if (evidence - logLikelihood(successes, trials, middle) >= goal) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static double logLikelihood(long successes, long trials, double p) {
    long failures = trials - successes;
    return successes * Math.log(p) + (failures == 0 ? 0 : failures * Math.log1p(-p));
  }
}
