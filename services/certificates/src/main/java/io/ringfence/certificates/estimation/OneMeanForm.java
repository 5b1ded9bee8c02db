package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.ScoreTally;

/**
 * Y = x - (t/2)(x - m)² of a score x: one mean in place of a mean and a variance (see {@link
 * ScoreBound.OneMean}). Concave, hence least at an end of any interval.
 *
 * @param t positive, fixed before the samples
 * @param m in [0, 1], fixed before the samples
 */
record OneMeanForm(double t, double m) {

  private static final double EPSILON = Math.ulp(1.0);

  /** Values of t tried per factor of two. */
  private static final int TRIALS_PER_OCTAVE = 2;

  private static final int TRIALS = 16;

  /** Y of a score, rounded down. */
  double value(double x) {
    double square = t / 2 * (x - m) * (x - m);
    return x - square - 8 * EPSILON * (1 + square);
  }

  /** At most Y of any score. */
  double floor() {
    return Math.min(value(0), value(1));
  }

  /** The score with the largest Y. */
  double best() {
    return Math.min(1, m + 1 / t);
  }

  Payoffs payoffs(ScoreTally scores) {
    return Payoffs.of(scores, floor(), this::value);
  }

  ScoreBound.OneMean bound(ScoreTally scores, Bets bets, double failureProbability) {
    return new ScoreBound.OneMean(
        t, m, BettingBound.lower(payoffs(scores), bets, failureProbability));
  }

  /**
   * The form with the largest η if the samples to come resemble the selection. Without sampling
   * error it would be t = (μ - 1/2)/σ², m = μ; but a large t makes Y fall far below its mean, where
   * few samples refute little, so smaller ones are tried.
   *
   * @param selection at least one sample
   */
  static OneMeanForm tuned(ScoreTally selection, AdaptivePlan plan, double failureProbability) {
    double mean = Moments.mean(selection);
    double variance = Moments.variance(selection, mean);
    double ideal = Math.min(1e6, Math.max(mean - 0.5, 1e-3) / Math.max(variance, 1e-9));
    double perSample = -Math.log(failureProbability) / plan.cap();
    OneMeanForm best = new OneMeanForm(ideal, mean);
    double bestEta = -1;
    for (int trial = -2; trial < TRIALS; trial++) {
      OneMeanForm form =
          new OneMeanForm(ideal * Math.pow(2, -(double) trial / TRIALS_PER_OCTAVE), mean);
      double eta = form.roughEta(selection, perSample);
      if (eta > bestEta) {
        best = form;
        bestEta = eta;
      }
    }
    return best;
  }

  /** η that the fraction of a normal approximation would give. */
  private double roughEta(ScoreTally selection, double perSample) {
    Payoffs payoffs = payoffs(selection);
    double mean = payoffs.mean();
    double deviation = Math.sqrt(payoffs.variance());
    double lambda = Math.sqrt(2 * perSample) / Math.max(deviation, 1e-9);
    double fraction = Math.min(1, Math.max(1e-3, lambda * mean));
    return eta(Bets.predicted(payoffs, fraction, perSample) + payoffs.floor());
  }

  /** η of a lower bound on the mean of Y. */
  double eta(double lowerBound) {
    return lowerBound > 0.5 ? Math.log1p(2 * t * (lowerBound - 0.5)) : 0;
  }
}
