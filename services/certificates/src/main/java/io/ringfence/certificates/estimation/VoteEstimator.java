package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteForm;
import io.ringfence.certificates.VoteTally;
import org.jspecify.annotations.Nullable;

/**
 * Bounds from votes: Clopper-Pearson at the share of δ that the plan spends on each look. The
 * failure probability of each bound is that share, so that it can be recomputed from its own
 * numbers; those of all looks add up to at most δ.
 */
public final class VoteEstimator implements Estimator<VoteTally> {

  private final VoteTally selection;
  private final VoteForm form;
  private final AdaptivePlan plan;
  private final double failureProbability;
  private final @Nullable EarlierVotes earlier;

  private VoteEstimator(
      VoteTally selection,
      VoteForm form,
      AdaptivePlan plan,
      double failureProbability,
      @Nullable EarlierVotes earlier) {
    Probabilities.requireProbability(failureProbability);
    this.selection = selection;
    this.form = form;
    this.plan = plan;
    this.failureProbability = failureProbability;
    this.earlier = earlier;
  }

  /** With the form that the selection samples favour, see {@link VoteForm#chosen}. */
  public static VoteEstimator of(
      VoteTally selection, AdaptivePlan plan, double failureProbability) {
    VoteForm form =
        VoteForm.chosen(
            selection, plan.cap(), plan.share(plan.looks().size() - 1, failureProbability));
    return new VoteEstimator(selection, form, plan, failureProbability, null);
  }

  /** With a given form. */
  public static VoteEstimator of(
      VoteForm form, VoteTally selection, AdaptivePlan plan, double failureProbability) {
    return new VoteEstimator(selection, form, plan, failureProbability, null);
  }

  /**
   * In the majority form, for a node of which something is known: it helps to decide when to stop,
   * and is no part of any bound.
   *
   * @param plan may have been chosen by {@code earlier}
   */
  public static VoteEstimator knowing(
      EarlierVotes earlier, VoteTally selection, AdaptivePlan plan, double failureProbability) {
    boolean same = earlier.predictedClass() == selection.leader();
    return new VoteEstimator(
        selection, VoteForm.MAJORITY, plan, failureProbability, same ? earlier : null);
  }

  public VoteForm form() {
    return form;
  }

  @Override
  public int predictedClass() {
    return selection.leader();
  }

  @Override
  public AdaptivePlan plan() {
    return plan;
  }

  @Override
  public VoteBound bound(int look, VoteTally tally) {
    plan.requireSamples(look, tally.samples());
    return VoteBound.of(form, selection, tally, plan.share(look, failureProbability));
  }

  /** In the plurality form the rivals get what is left over as it is divided among them now. */
  @Override
  public VoteBound hoped(int look, VoteTally tally, int later) {
    plan.requireSamples(look, tally.samples());
    long more = (long) plan.samples(later) - plan.samples(look);
    long own = tally.votes(predictedClass());
    double share =
        earlier == null
            ? ClopperPearson.upper(own, tally.samples(), UNLIKELY)
            : earlier.upper(own, tally.samples(), UNLIKELY);
    long ownMore = Math.min(more, (long) Math.ceil(share * more));
    return bound(later, tally.plus(VoteTally.of(rest(tally, ownMore, more - ownMore))));
  }

  private long[] rest(VoteTally tally, long own, long others) {
    long[] votes = new long[tally.classes()];
    long present = tally.samples() - tally.votes(predictedClass());
    long seen = 0;
    long given = 0;
    for (int y = 0; y < votes.length && present > 0; y++) {
      if (y != predictedClass()) {
        seen += tally.votes(y);
        votes[y] = others * seen / present - given;
        given += votes[y];
      }
    }
    votes[predictedClass()] = own + others - given;
    return votes;
  }
}
