package io.ringfence.certificates.statistics;

/** Which number in [0, 1] stands for a class y, given the scores g (softmax outputs). */
public enum ScoreForm {
  /** {@code g_y}: robust as long as its mean stays above one half. */
  SCORE {
    @Override
    public double of(double[] scores, int scoredClass) {
      return scores[scoredClass];
    }
  },

  /**
   * {@code (1 + g_y - max_{k≠y} g_k) / 2}: the runner-up form. While its mean is above one half,
   * {@code E[g_y] > E[max_k g_k] ≥ max_k E[g_k]}, so y has the highest mean score.
   */
  MARGIN {
    @Override
    public double of(double[] scores, int scoredClass) {
      double rival = 0;
      for (int k = 0; k < scores.length; k++) {
        if (k != scoredClass && scores[k] > rival) {
          rival = scores[k];
        }
      }
      return (1 + (scores[scoredClass] - rival)) / 2;
    }
  };

  /**
   * @param scores in [0, 1]
   */
  public abstract double of(double[] scores, int scoredClass);
}
