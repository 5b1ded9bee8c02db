package io.ringfence.certificates.estimation;

import java.util.Arrays;

/**
 * Betting with predictable bets on a plain sequence of scores: each bet λ_i comes from the samples
 * before it, so nothing needs to be tuned beforehand, and the bound holds after every sample at
 * once.
 *
 * <p>Against the claim m the bet is min(λ_i, 1/(2m)); the capital Π(1 + λ_i(m)·(X_i - m)) falls
 * with m, and the bound is the largest m with capital 1/δ or more. Keeps all samples: O(n) per
 * bound and bisection step. Mutable, not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2010.09686">Waudby-Smith and Ramdas, 2023, section 4.1</a>
 */
public final class BettingSequence {

  private static final double EPSILON = Math.ulp(1.0);

  private static final double LARGEST_FRACTION = 0.5;

  private static final double WIDTH = 1e-9;

  private final PredictableMoments moments;
  private double[] scores = new double[64];
  private double[] bets = new double[64];
  private int size;

  private BettingSequence(PredictableMoments moments) {
    this.moments = moments;
  }

  /** Best spread over all numbers of samples. */
  public static BettingSequence unplanned(double failureProbability) {
    return new BettingSequence(new PredictableMoments(failureProbability, 0));
  }

  /** Best at one number of samples, valid at all. */
  public static BettingSequence planned(double failureProbability, long samples) {
    return new BettingSequence(new PredictableMoments(failureProbability, samples));
  }

  /**
   * @param score in [0, 1]
   */
  public void add(double score) {
    Probabilities.requireScore(score);
    if (size == scores.length) {
      scores = Arrays.copyOf(scores, 2 * size);
      bets = Arrays.copyOf(bets, 2 * size);
    }
    bets[size] = moments.bet();
    scores[size++] = score;
    moments.add(score);
  }

  /** A number that the mean is below, at any time, with probability at most δ; rounded down. */
  public double lower() {
    double low = 0;
    double high = 1;
    while (high - low > WIDTH) {
      double middle = low + (high - low) / 2;
      if (refutes(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean refutes(double m) {
    double sum = 0;
    double magnitude = 0;
    for (int i = 0; i < size; i++) {
      double term = Math.log1p(Math.min(bets[i], LARGEST_FRACTION / m) * (scores[i] - m));
      sum += term;
      magnitude += Math.abs(term);
    }
    double error = 4 * EPSILON * ((size + 4.0) * magnitude + 8.0 * size + moments.logInverse());
    return sum - error >= moments.logInverse();
  }

  public long samples() {
    return size;
  }
}
