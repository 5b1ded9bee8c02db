package io.ringfence.certificates;

/**
 * What the samples of one node prove of its smoothed prediction.
 *
 * <p>Let h in [0, 1] be what decides: for votes, whether the base model predicts the class; for
 * scores, the score (see {@link ScoreBound}). Everything a certificate says starts from a lower
 * bound on the mean of h. Class and tuning come from the selection samples alone, the bounds from
 * the certification samples alone; only then are they valid at their level.
 */
public sealed interface ClassBound permits VoteBound, ScoreBound {

  /** The class that the smoothed classifier is proven to predict, unless this abstains. */
  int predictedClass();

  /** Number of certification samples. */
  long samples();

  /** Probability that anything in this bound is false, at most. */
  double failureProbability();

  /** Lower bound q on the mean of h, in [0, 1]. */
  double lowerBound();

  /** Whether nothing can be promised. */
  boolean abstains();
}
