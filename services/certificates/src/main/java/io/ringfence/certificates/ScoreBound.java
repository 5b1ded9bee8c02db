package io.ringfence.certificates;

import java.util.Optional;

/**
 * What the scores of one node prove: the predicted class and a lower bound on the mean of h in [0,
 * 1], where h is one of
 *
 * <ul>
 *   <li>the score g_y of the class; a mean above one half is above every other class;
 *   <li>the <b>margin</b> (1 + g_y - max<sub>k≠y</sub> g_k)/2, see {@link #margin}. Its mean is
 *       above one half only if E[g_y] &gt; E[g_k] for every rival k, since the mean of the largest
 *       is at least the largest mean. As g_y + max g_k ≤ 1 it is never below g_y, at no further
 *       cost: prefer it.
 * </ul>
 *
 * Either is the acceptance probability of a randomised test, hence whatever holds of a vote
 * probability q holds of its mean: exact thresholds, Rényi rows, Gaussian radii.
 *
 * @param predictedClass class of the largest mean score of the selection samples
 * @param samples number of certification samples
 * @param failureProbability probability that a bound is above the truth, at most
 * @param lowerBound q in [0, 1]
 * @param oneMean further row for the weights of {@link LinearRow#VARIANCE}, empty where the
 *     selection samples did not promise anything of it
 */
public record ScoreBound(
    int predictedClass,
    long samples,
    double failureProbability,
    double lowerBound,
    Optional<OneMean> oneMean)
    implements ClassBound {

  public ScoreBound {
    if (predictedClass < 0) {
      throw new IllegalArgumentException(
          "Predicted class is %d; classes count from 0.".formatted(predictedClass));
    }
    if (!(lowerBound >= 0 && lowerBound <= 1)) {
      throw new IllegalArgumentException(
          "Lower bound is %s; it must lie in [0, 1].".formatted(lowerBound));
    }
  }

  /**
   * The margin h = (1 + own - rival)/2 of a class over its strongest rival in one noisy graph.
   *
   * @param own score of the class
   * @param rival largest score of any other class
   */
  public static double margin(double own, double rival) {
    return 0.5 + 0.5 * (own - rival);
  }

  /** Whether the mean of h is not proven to be above one half. */
  @Override
  public boolean abstains() {
    return !(lowerBound > 0.5);
  }

  /**
   * The largest η for the weights of {@link LinearRow#VARIANCE} that q or the one-mean row proves,
   * rounded down; 0 if this abstains.
   */
  public double varianceEta() {
    double fromMean = lowerBound > 0.5 ? RenyiDivergence.of(2, 0.5, lowerBound).lower() : 0;
    return Math.max(fromMean, oneMean.map(OneMean::eta).orElse(0.0));
  }

  /**
   * A lower bound L on the mean of Y = h - (t/2)(h - m)², which bounds mean and variance at once.
   *
   * <p>Let h have mean μ and variance σ² at X. At X' with E[L²] - 1 = s² of the likelihood ratio
   * the mean is at least μ - σs ≥ μ - (tσ² + s²/t)/2 ≥ E[Y] - s²/(2t), because σ² ≤ E[(h - m)²].
   * That is above one half while s² &lt; 2t(E[Y] - 1/2), hence η = ln(1 + 2t(L - 1/2)).
   *
   * @param t positive, fixed before the samples
   * @param m in [0, 1], fixed before the samples
   * @param lowerBound L, at most 1
   */
  public record OneMean(double t, double m, double lowerBound) {

    public OneMean {
      if (!(t > 0 && t <= 1e9) || !(m >= 0 && m <= 1)) {
        throw new IllegalArgumentException(
            "One-mean constants are t = %s, m = %s; t must lie in (0, 1e9], m in [0, 1]."
                .formatted(t, m));
      }
      if (!(lowerBound <= 1)) {
        throw new IllegalArgumentException(
            "One-mean lower bound is %s; it must be at most 1.".formatted(lowerBound));
      }
    }

    /** η rounded down; 0 from a bound of at most one half. */
    public double eta() {
      if (!(lowerBound > 0.5)) {
        return 0;
      }
      return Math.log1p(2 * t * (lowerBound - 0.5)) * (1 - 8 * Math.ulp(1.0));
    }
  }
}
