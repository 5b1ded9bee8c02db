package io.ringfence.certificates;

import java.util.function.DoublePredicate;
import org.apache.commons.statistics.distribution.BetaDistribution;

/**
 * One-sided Clopper-Pearson bounds on a binomial probability.
 *
 * <p>The lower bound for k successes in n trials is the p at which P[Bin(n, p) ≥ k] = I<sub>p</sub>
 * (k, n-k+1) equals the failure probability δ (Clopper and Pearson, 1934). It exceeds the true
 * probability with probability at most δ, for every true probability and every n.
 *
 * <p><b>Rounding.</b> The bound returned is the largest number found by bisection whose tail, as
 * computed, is at most δ·(1 - 10<sup>-9</sup>). The regularised incomplete beta function of Commons
 * Numbers (a port of Boost's) is accurate to far better than 10<sup>-9</sup> relative, hence the
 * exact tail there is at most δ and the bound lies on the safe side of the exact one. Nearness:
 * about 10<sup>-10</sup>.
 */
public final class ClopperPearson {

  private static final double TAIL_MARGIN = 1e-9;

  /** The quantile function promises 10^-9. */
  private static final double NEIGHBOURHOOD = 2e-9;

  private static final double WIDTH = 1e-11;

  private ClopperPearson() {}

  /**
   * A number that exceeds the success probability with probability at most {@code
   * failureProbability}.
   *
   * @param successes in [0, trials]
   * @param trials at least 0; without trials the bound is 0
   * @param failureProbability one-sided, in (0, 1)
   */
  public static double lower(long successes, long trials, double failureProbability) {
    requireCounts(successes, trials);
    requireProbability(failureProbability);
    if (successes == 0) {
      return 0;
    }
    double level = failureProbability * (1 - TAIL_MARGIN);
    BetaDistribution tail = BetaDistribution.of(successes, trials - successes + 1.0);
    double near = tail.inverseCumulativeProbability(level);
    return largest(near, p -> tail.cumulativeProbability(p) <= level);
  }

  /**
   * A number that the success probability exceeds with probability at most {@code
   * failureProbability}.
   *
   * @param successes in [0, trials]
   * @param trials at least 0; without trials the bound is 1
   * @param failureProbability one-sided, in (0, 1)
   */
  public static double upper(long successes, long trials, double failureProbability) {
    requireCounts(successes, trials);
    return Math.min(1, Math.nextUp(1 - lower(trials - successes, trials, failureProbability)));
  }

  /**
   * A p for which the predicate, true below and false above, holds, and just above which it fails.
   *
   * @param near where to look first; a wrong guess costs time only
   */
  private static double largest(double near, DoublePredicate holds) {
    double low = Math.max(0, near - NEIGHBOURHOOD);
    double high = Math.min(1, near + NEIGHBOURHOOD);
    if (!holds.test(low)) {
      high = low;
      low = 0;
    } else if (high < 1 && holds.test(high)) {
      low = high;
      high = 1;
    }
    while (high - low > WIDTH) {
      double middle = low + (high - low) / 2;
      if (holds.test(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private static void requireCounts(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "%d successes in %d trials; successes must lie in [0, trials]."
              .formatted(successes, trials));
    }
  }

  private static void requireProbability(double failureProbability) {
    if (!(failureProbability > 0 && failureProbability < 1)) {
      throw new IllegalArgumentException(
          "Failure probability is %s; it must lie in (0, 1).".formatted(failureProbability));
    }
  }
}
