package io.ringfence.smoothing;

/**
 * What to train and how.
 *
 * @param hidden width of the hidden layers, at least 1
 * @param layers of GCN and SAGE, at least 1; APPNP has two in any case
 * @param hops of APPNP, not negative
 * @param teleport of APPNP, in [0, 1]
 * @param noise of the attributes, which must suit their kind
 * @param learningRate of Adam, positive
 * @param weightDecay L2 penalty on the first layer's weights, not negative
 * @param dropout share of hidden activations dropped, in [0, 1)
 * @param maxEpochs at least 1
 * @param patience epochs without a better validation loss after which training stops, at least 1
 * @param seed of initial weights, noise and dropout
 */
public record TrainingOptions(
    Architecture architecture,
    int hidden,
    int layers,
    int hops,
    double teleport,
    TrainingNoise noise,
    double learningRate,
    double weightDecay,
    double dropout,
    int maxEpochs,
    int patience,
    long seed) {

  public TrainingOptions {
    require(hidden >= 1, "hidden", hidden, "at least 1");
    require(layers >= 1, "layers", layers, "at least 1");
    require(hops >= 0, "hops", hops, "at least 0");
    require(teleport >= 0 && teleport <= 1, "teleport", teleport, "in [0, 1]");
    require(learningRate > 0 && learningRate <= 1, "learningRate", learningRate, "in (0, 1]");
    require(weightDecay >= 0 && weightDecay <= 1, "weightDecay", weightDecay, "in [0, 1]");
    require(dropout >= 0 && dropout < 1, "dropout", dropout, "in [0, 1)");
    require(maxEpochs >= 1, "maxEpochs", maxEpochs, "at least 1");
    require(patience >= 1, "patience", patience, "at least 1");
  }

  /** Values that suit citation graphs, without noise. */
  public static TrainingOptions of(Architecture architecture, long seed) {
    return new TrainingOptions(
        architecture, 64, 2, 10, 0.15, new TrainingNoise.None(), 0.01, 5e-4, 0.5, 300, 50, seed);
  }

  public TrainingOptions withNoise(TrainingNoise newNoise) {
    return new TrainingOptions(
        architecture,
        hidden,
        layers,
        hops,
        teleport,
        newNoise,
        learningRate,
        weightDecay,
        dropout,
        maxEpochs,
        patience,
        seed);
  }

  public TrainingOptions withShape(int newHidden, int newLayers, int newHops, double newTeleport) {
    return new TrainingOptions(
        architecture,
        newHidden,
        newLayers,
        newHops,
        newTeleport,
        noise,
        learningRate,
        weightDecay,
        dropout,
        maxEpochs,
        patience,
        seed);
  }

  public TrainingOptions withEpochs(int newMaxEpochs, int newPatience) {
    return new TrainingOptions(
        architecture,
        hidden,
        layers,
        hops,
        teleport,
        noise,
        learningRate,
        weightDecay,
        dropout,
        newMaxEpochs,
        newPatience,
        seed);
  }

  private static void require(boolean holds, String name, Number value, String rule) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Training option '%s' is %s; it must be %s.".formatted(name, value, rule));
    }
  }
}
