package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;

/** Estimates from the middles of bins, for tuning only: they bound nothing. */
final class Moments {

  private Moments() {}

  static double mean(ScoreTally scores) {
    double sum = 0;
    for (int i = 0; i < scores.occupied(); i++) {
      sum += middle(scores.occupiedBin(i)) * scores.occupiedCount(i);
    }
    return scores.samples() == 0 ? 0.5 : sum / scores.samples();
  }

  static double variance(ScoreTally scores, double mean) {
    double sum = 0;
    for (int i = 0; i < scores.occupied(); i++) {
      double distance = middle(scores.occupiedBin(i)) - mean;
      sum += distance * distance * scores.occupiedCount(i);
    }
    return scores.samples() == 0 ? 0.25 : sum / scores.samples();
  }

  private static double middle(int bin) {
    return (ScoreTally.lowerEdge(bin) + ScoreTally.upperEdge(bin)) / 2;
  }
}
