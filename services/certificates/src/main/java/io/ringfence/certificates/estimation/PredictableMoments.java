package io.ringfence.certificates.estimation;

/**
 * Running mean and variance with the prior counts of Waudby-Smith and Ramdas, and the bet that they
 * suggest for the next sample.
 *
 * <pre>
 *   μ̂_t = (1/2 + Σ X_i)/(t + 1)      σ̂²_t = (1/4 + Σ (X_i - μ̂_i)²)/(t + 1)
 *   λ_t = √( 2 ln(1/δ) / (σ̂²_{t-1}·t·ln(1 + t)) ),   with n in place of t·ln(1 + t) if n is planned
 * </pre>
 */
final class PredictableMoments {

  private final double logInverse;
  private final long planned;
  private long samples;
  private double sum = 0.5;
  private double squares = 0.25;

  /**
   * @param planned number of samples for which the bets are best, 0 if unknown
   */
  PredictableMoments(double failureProbability, long planned) {
    Probabilities.requireProbability(failureProbability);
    if (planned < 0) {
      throw new IllegalArgumentException(
          "Planned samples are %d; give 0 if no number is planned.".formatted(planned));
    }
    logInverse = -Math.log(failureProbability);
    this.planned = planned;
  }

  /** ln(1/δ). */
  double logInverse() {
    return logInverse;
  }

  long samples() {
    return samples;
  }

  /** μ̂ of the samples so far. */
  double mean() {
    return sum / (samples + 1);
  }

  /** λ for the next sample, from the samples so far. */
  double bet() {
    double t = samples + 1.0;
    double variance = squares / (samples + 1);
    double horizon = planned > 0 ? planned : t * Math.log1p(t);
    return Math.sqrt(2 * logInverse / (variance * horizon));
  }

  void add(double score) {
    sum += score;
    samples++;
    double distance = score - mean();
    squares += distance * distance;
  }
}
