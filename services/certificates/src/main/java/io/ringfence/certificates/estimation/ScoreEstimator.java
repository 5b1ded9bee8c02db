package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.ScoreTally;
import java.util.Optional;

/**
 * Bounds from scores by betting, valid at all looks at once at the whole δ.
 *
 * <p>The selection samples fix the bets, and whether to split δ between the mean and the one-mean
 * row: they do where that row promises an η at least a tenth above the one that q gives alone,
 * because halving δ puts q some 3 to 6 % further below the mean, which exact certificates pay.
 * Where they do, q is the larger of the two bounds: Y never exceeds the score, so the bound on its
 * mean is one on the score's mean, too.
 */
public final class ScoreEstimator implements Estimator<ScoreTally> {

  private static final double WORTH_SPLITTING = 1.1;

  /** Quantile of the normal distribution at 1 - {@link #UNLIKELY}. */
  private static final double Z = 2.326;

  private final int predictedClass;
  private final AdaptivePlan plan;
  private final double failureProbability;
  private final Bets bets;
  private final Optional<OneMeanBets> oneMean;

  private ScoreEstimator(
      int predictedClass,
      AdaptivePlan plan,
      double failureProbability,
      Bets bets,
      Optional<OneMeanBets> oneMean) {
    this.predictedClass = predictedClass;
    this.plan = plan;
    this.failureProbability = failureProbability;
    this.bets = bets;
    this.oneMean = oneMean;
  }

  /**
   * @param predictedClass class of the largest mean score of the selection samples
   * @param selection scores of that class in the selection samples, or its margins, see {@link
   *     ScoreBound}; the certification samples must tally the same
   * @param failureProbability of all bounds at all looks together, in (0, 1)
   */
  public static ScoreEstimator of(
      int predictedClass, ScoreTally selection, AdaptivePlan plan, double failureProbability) {
    Probabilities.requireProbability(failureProbability);
    Bets whole = Bets.tuned(selection, plan, failureProbability);
    if (selection.samples() == 0) {
      return new ScoreEstimator(predictedClass, plan, failureProbability, whole, Optional.empty());
    }
    double half = failureProbability / 2;
    OneMeanForm form = OneMeanForm.tuned(selection, plan, half);
    Bets formBets = Bets.tuned(form.payoffs(selection), plan, half);
    double alone = eta(predicted(Payoffs.scores(selection), whole, plan, failureProbability));
    double split = form.eta(predicted(form.payoffs(selection), formBets, plan, half));
    if (!(split > 0 && split > WORTH_SPLITTING * alone)) {
      return new ScoreEstimator(predictedClass, plan, failureProbability, whole, Optional.empty());
    }
    return new ScoreEstimator(
        predictedClass,
        plan,
        failureProbability,
        Bets.tuned(selection, plan, half),
        Optional.of(new OneMeanBets(form, formBets)));
  }

  /** The bound if the selection came over and over again until the cap. */
  private static double predicted(Payoffs selection, Bets bets, AdaptivePlan plan, double failure) {
    return selection.floor()
        + Bets.predicted(selection, bets.main(), -Math.log(failure) / plan.cap());
  }

  /** -ln(4q(1-q)), what a mean alone gives for the weights of the one-mean row. */
  private static double eta(double q) {
    return q > 0.5 ? -Math.log(4 * q * (1 - q)) : 0;
  }

  @Override
  public int predictedClass() {
    return predictedClass;
  }

  @Override
  public AdaptivePlan plan() {
    return plan;
  }

  @Override
  public ScoreBound bound(int look, ScoreTally tally) {
    plan.requireSamples(look, tally.samples());
    return bound(tally, tally);
  }

  @Override
  public ScoreBound hoped(int look, ScoreTally tally, int later) {
    plan.requireSamples(look, tally.samples());
    int more = plan.samples(later) - plan.samples(look);
    ScoreTally mean = tally.plus(continued(tally, more, 1));
    return bound(
        mean, oneMean.map(o -> tally.plus(continued(tally, more, o.form.best()))).orElse(mean));
  }

  private ScoreBound bound(ScoreTally scores, ScoreTally forOneMean) {
    if (oneMean.isEmpty()) {
      double q = BettingBound.lower(scores, bets, failureProbability);
      return new ScoreBound(
          predictedClass, scores.samples(), failureProbability, q, Optional.empty());
    }
    double half = failureProbability / 2;
    OneMeanBets tuned = oneMean.get();
    ScoreBound.OneMean row = tuned.form.bound(forOneMean, tuned.bets, half);
    double q = Math.max(row.lowerBound(), BettingBound.lower(scores, bets, half));
    return new ScoreBound(
        predictedClass, scores.samples(), failureProbability, q, Optional.of(row));
  }

  /**
   * Samples to come that are spread like the present ones, but for a part that has the best score:
   * large enough for the mean to lie as far above the present one as is still likely, by the normal
   * approximation with the correction of Bernstein's inequality for few samples.
   */
  private static ScoreTally continued(ScoreTally tally, int more, double best) {
    double mean = Moments.mean(tally);
    double deviation = Math.sqrt(Moments.variance(tally, mean) / tally.samples());
    double above = Z * deviation + Z * Z / (2 * tally.samples());
    double lucky = Math.min(1, above / Math.max(1e-12, 1 - mean));
    long[] counts = new long[ScoreTally.bins()];
    double due = 0;
    long given = 0;
    for (int i = 0; i < tally.occupied(); i++) {
      due += (1 - lucky) * more * tally.occupiedCount(i) / tally.samples();
      long now = Math.min(more, Math.round(due));
      counts[tally.occupiedBin(i)] = now - given;
      given = now;
    }
    counts[ScoreTally.bin(best)] += more - given;
    return ScoreTally.of(counts, 0);
  }

  /** The form of the one-mean row and the bets on it. */
  private record OneMeanBets(OneMeanForm form, Bets bets) {}
}
