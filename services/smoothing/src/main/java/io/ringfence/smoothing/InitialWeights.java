package io.ringfence.smoothing;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;

/** Weights to start training from: uniform as Glorot and Bengio (2010), biases zero. */
final class InitialWeights {

  private final SplittableRandom random;

  private InitialWeights(long seed) {
    this.random = new SplittableRandom(seed);
  }

  static NativeModel of(TrainingOptions options, int attributes, int classes) {
    return new InitialWeights(options.seed()).model(options, attributes, classes);
  }

  private NativeModel model(TrainingOptions options, int attributes, int classes) {
    return switch (options.architecture()) {
      case GCN -> {
        List<DenseLayer> layers = new ArrayList<>();
        for (int l = 1; l <= options.layers(); l++) {
          layers.add(dense(inputs(l, attributes, options), outputs(l, classes, options)));
        }
        yield new GcnModel(layers);
      }
      case SAGE -> {
        List<SageLayer> layers = new ArrayList<>();
        for (int l = 1; l <= options.layers(); l++) {
          int in = inputs(l, attributes, options);
          int out = outputs(l, classes, options);
          layers.add(new SageLayer(glorot(in, out), glorot(in, out), zero(out)));
        }
        yield new SageModel(layers);
      }
      case APPNP ->
          new AppnpModel(
              dense(attributes, options.hidden()),
              dense(options.hidden(), classes),
              options.hops(),
              options.teleport());
    };
  }

  private static int inputs(int layer, int attributes, TrainingOptions options) {
    return layer == 1 ? attributes : options.hidden();
  }

  private static int outputs(int layer, int classes, TrainingOptions options) {
    return layer == options.layers() ? classes : options.hidden();
  }

  private DenseLayer dense(int inputs, int outputs) {
    return new DenseLayer(glorot(inputs, outputs), zero(outputs));
  }

  private static Optional<WeightMatrix> zero(int outputs) {
    return Optional.of(WeightMatrix.zeroBias(outputs));
  }

  private WeightMatrix glorot(int inputs, int outputs) {
    double limit = Math.sqrt(6.0 / (inputs + outputs));
    float[] values = new float[inputs * outputs];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) ((2 * random.nextDouble() - 1) * limit);
    }
    return WeightMatrix.owning(values, inputs, outputs);
  }
}
