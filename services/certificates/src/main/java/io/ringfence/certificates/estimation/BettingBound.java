package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;

/**
 * Lower bounds on the mean of scores by betting with bets fixed beforehand.
 *
 * <p>The bound is the smallest claimed mean that a gambler who doubts it has not ruined: his
 * capital is below 1/δ. Fixed bets make the logarithm of each part of the capital a sum over
 * samples, so a tally suffices; and by Ville's inequality the bound holds at <b>every</b> number of
 * samples at once, whatever decides when to stop.
 *
 * @see <a href="https://arxiv.org/abs/2010.09686">Waudby-Smith and Ramdas, Estimating means of
 *     bounded random variables by betting, 2023, section 4</a>
 */
public final class BettingBound {

  private BettingBound() {}

  /**
   * A number that the mean score is below, at any time, with probability at most {@code
   * failureProbability}; rounded down.
   *
   * @param scores independent of the bets
   * @param failureProbability one-sided, in (0, 1)
   */
  public static double lower(ScoreTally scores, Bets bets, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    return lower(Payoffs.scores(scores), bets, failureProbability);
  }

  static double lower(Payoffs payoffs, Bets bets, double failureProbability) {
    double refuted = new Capital(payoffs, bets).largestRefuted(failureProbability);
    return payoffs.floor() == 0 ? refuted : Math.nextDown(payoffs.floor() + refuted);
  }
}
