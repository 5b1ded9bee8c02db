package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;

/** Laws of scores with moments known exactly, on few points so that many repetitions are quick. */
enum ScoreLaw {
  FAIR_BITS(new double[] {0, 1}, 0.5, 0.5),
  LIKELY_BITS(new double[] {0, 1}, 0.1, 0.9),
  RARE_ZERO(new double[] {0, 1}, 0.01, 0.99),
  NARROW(new double[] {0.7578125, 0.8212890625}, 0.5, 0.5),
  SPREAD(new double[] {0.125, 0.5, 0.72149658203125, 0.95}, 0.1, 0.2, 0.3, 0.4),
  SATURATED(new double[] {0.25, 0.9990, 0.99999}, 0.05, 0.35, 0.6);

  private final double[] points;
  private final double[] weights;

  ScoreLaw(double[] points, double... weights) {
    this.points = points;
    this.weights = weights;
  }

  double mean() {
    return expectation(x -> x);
  }

  double variance() {
    double mean = mean();
    return expectation(x -> (x - mean) * (x - mean));
  }

  double expectation(DoubleUnaryOperator function) {
    double sum = 0;
    for (int i = 0; i < points.length; i++) {
      sum += weights[i] * function.applyAsDouble(points[i]);
    }
    return sum;
  }

  double next(SplittableRandom random) {
    double u = random.nextDouble();
    for (int i = 0; i < points.length - 1; i++) {
      if (u < weights[i]) {
        return points[i];
      }
      u -= weights[i];
    }
    return points[points.length - 1];
  }

  double[] sequence(int samples, SplittableRandom random) {
    double[] scores = new double[samples];
    for (int i = 0; i < samples; i++) {
      scores[i] = next(random);
    }
    return scores;
  }

  ScoreTally draw(int samples, SplittableRandom random) {
    return ScoreTally.of(sequence(samples, random));
  }
}
