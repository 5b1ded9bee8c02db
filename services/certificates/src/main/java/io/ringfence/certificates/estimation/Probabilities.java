package io.ringfence.certificates.estimation;

/** Checks of arguments that all bounds share. */
final class Probabilities {

  private Probabilities() {}

  static void requireProbability(double failureProbability) {
    if (!(failureProbability > 0 && failureProbability < 1)) {
      throw new IllegalArgumentException(
          "Failure probability is %s; it must lie in (0, 1).".formatted(failureProbability));
    }
  }

  static void requireCounts(long successes, long trials) {
    if (successes < 0 || successes > trials) {
      throw new IllegalArgumentException(
          "%d successes in %d trials; successes must lie in [0, trials]."
              .formatted(successes, trials));
    }
  }

  static double requireScore(double score) {
    if (!(score >= 0 && score <= 1)) {
      throw new IllegalArgumentException("Score is %s; it must lie in [0, 1].".formatted(score));
    }
    return score;
  }
}
