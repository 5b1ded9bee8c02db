package io.ringfence.certificates;

import org.apache.commons.statistics.distribution.NormalDistribution;

/** Which bounds on vote probabilities a certificate is built from. */
public enum VoteForm {
  /**
   * A lower bound q on the probability of the predicted class, at the whole failure probability;
   * the class must keep more than one half.
   */
  MAJORITY,
  /**
   * Half of the failure probability for q, the other half shared by upper bounds u on all rivals;
   * the class must keep more than every rival. Speaks also of nodes without a majority.
   */
  PLURALITY;

  private static final NormalDistribution NORMAL = NormalDistribution.of(0, 1);

  /**
   * The form that promises more, judged by the selection samples alone: which of Φ⁻¹(q) and
   * ½(Φ⁻¹(q) - Φ⁻¹(u)), the radii under Gaussian noise of either form, would be larger if the
   * certification samples voted in the same proportion. Any rule is sound that does not see the
   * certification samples; this one needs no schedule.
   *
   * @param selection votes of the selection samples
   * @param samples number of certification samples to come, at least 1
   * @param failureProbability of the bound to come, in (0, 1)
   */
  public static VoteForm chosen(VoteTally selection, long samples, double failureProbability) {
    int leader = selection.leader();
    long most = 0;
    for (int y = 0; y < selection.classes(); y++) {
      most = y == leader ? most : Math.max(most, selection.votes(y));
    }
    if (selection.classes() < 3 || selection.samples() == 0) {
      return MAJORITY;
    }
    long own = expected(selection.votes(leader), selection.samples(), samples);
    long rival = Math.min(samples - own, expected(most, selection.samples(), samples));
    double alone = ClopperPearson.lower(own, samples, failureProbability);
    double lower = ClopperPearson.lower(own, samples, failureProbability / 2);
    double upper =
        Math.min(
            1 - lower,
            ClopperPearson.upper(
                rival, samples, rivalShare(failureProbability, selection.classes())));
    double majority = alone > 0.5 ? quantile(alone) : 0;
    return (quantile(lower) - quantile(upper)) / 2 > majority ? PLURALITY : MAJORITY;
  }

  /** What each rival's upper bound may fail with. */
  static double rivalShare(double failureProbability, int classes) {
    return Math.nextDown(failureProbability / 2 / (classes - 1));
  }

  private static long expected(long votes, long of, long samples) {
    return Math.round((double) votes / of * samples);
  }

  private static double quantile(double p) {
    return NORMAL.inverseCumulativeProbability(Math.min(1 - 1e-15, Math.max(1e-15, p)));
  }
}
