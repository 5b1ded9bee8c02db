package io.ringfence.smoothing;

/** Adam (Kingma and Ba 2015, algorithm 1) on one array of weights, with an L2 penalty. */
final class Adam {

  private static final double BETA_1 = 0.9;
  private static final double BETA_2 = 0.999;
  private static final double EPSILON = 1e-8;

  private final double learningRate;
  private final double weightDecay;
  private final double[] first;
  private final double[] second;
  private int steps;

  Adam(int size, double learningRate, double weightDecay) {
    this.learningRate = learningRate;
    this.weightDecay = weightDecay;
    this.first = new double[size];
    this.second = new double[size];
  }

  /** Changes {@code weights} in place. */
  void step(float[] weights, float[] gradient) {
    steps++;
    double correction1 = 1 - Math.pow(BETA_1, steps);
    double correction2 = 1 - Math.pow(BETA_2, steps);
    for (int i = 0; i < weights.length; i++) {
      double g = gradient[i] + weightDecay * weights[i];
      first[i] = BETA_1 * first[i] + (1 - BETA_1) * g;
      second[i] = BETA_2 * second[i] + (1 - BETA_2) * g * g;
      double change = first[i] / correction1 / (Math.sqrt(second[i] / correction2) + EPSILON);
      weights[i] = (float) (weights[i] - learningRate * change);
    }
  }
}
