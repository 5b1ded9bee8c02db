package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.training.GradientCollector;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;

/**
 * The state of one training: weights in Java, everything of an epoch in native memory that is freed
 * at its end. Draws come from seeded Java generators, not from torch's global one.
 */
final class TrainingRun implements AutoCloseable {

  private final TrainingOptions options;
  private final TrainingSet set;
  private final NativeModel shape;
  private final Map<String, float[]> weights = new LinkedHashMap<>();
  private final Map<String, WeightMatrix> initial;
  private final Map<String, Adam> adams = new LinkedHashMap<>();
  private final Engine engine;
  private final NDManager manager;
  private final DjlArrays arrays;
  private final NDArray propagation;
  private final NDArray trainWeights;
  private final NDArray validationWeights;
  private final NoisyAttributes noise;
  private NativeModel judged;

  TrainingRun(TrainingOptions options, TrainingSet set, NativeModel initialModel) {
    this.options = options;
    this.set = set;
    this.shape = initialModel;
    this.judged = initialModel;
    this.initial = ModelFiles.weights(initialModel);
    initial.forEach(
        (name, weight) -> {
          weights.put(name, weight.copyValues());
          double decay = name.startsWith("W1") ? options.weightDecay() : 0;
          adams.put(name, new Adam(weight.values().length, options.learningRate(), decay));
        });
    this.engine = DjlEngine.get();
    this.manager = engine.newBaseManager(Device.cpu());
    this.arrays = new DjlArrays(manager);
    this.propagation = Propagation.of(shape, arrays, set.adjacency(), set.degrees());
    this.trainWeights = arrays.floats(set.lossWeights(set.train()), set.nodes(), set.classes());
    this.validationWeights =
        arrays.floats(set.lossWeights(set.validation()), set.nodes(), set.classes());
    this.noise = NoisyAttributes.of(set.attributes(), options.noise(), options.seed());
  }

  /** The model whose validation loss the last epoch told. */
  NativeModel judgedModel() {
    return judged;
  }

  /** Judges the weights on the epoch's noise, then improves them. */
  TrainingProgress epoch(int epoch) {
    judged = ModelFiles.withWeights(shape, matrices());
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray attributes = noise.draw(epoch, arrays);
      Map<String, NDArray> parameters = new LinkedHashMap<>();
      matrices().forEach((name, weight) -> parameters.put(name, arrays.weight(name, weight)));
      DjlForward forward = new DjlForward(shape, arrays, propagation);
      NDArray clean = forward.logits(attributes, parameters, UnaryOperator.identity());
      float[] logits = clean.toFloatArray();
      double validationLoss = loss(clean, validationWeights).getFloat();
      double trainLoss = learn(forward, attributes, parameters, epoch);
      boolean judges = !set.validation().isEmpty();
      return new TrainingProgress(
          epoch,
          options.maxEpochs(),
          trainLoss,
          judges ? validationLoss : Double.NaN,
          judges ? accuracy(logits) : Double.NaN);
    }
  }

  private double learn(
      DjlForward forward, NDArray attributes, Map<String, NDArray> parameters, int epoch) {
    parameters.values().forEach(parameter -> parameter.setRequiresGradient(true));
    double trainLoss;
    try (GradientCollector gradients = engine.newGradientCollector()) {
      NDArray logits = forward.logits(attributes, parameters, dropout(epoch));
      NDArray loss = loss(logits, trainWeights);
      gradients.backward(loss);
      trainLoss = loss.getFloat();
    }
    parameters.forEach(
        (name, parameter) ->
            adam(name).step(current(name), parameter.getGradient().toFloatArray()));
    return trainLoss;
  }

  private static NDArray loss(NDArray logits, NDArray lossWeights) {
    return logits.logSoftmax(1).mul(lossWeights).sum().neg();
  }

  private UnaryOperator<NDArray> dropout(int epoch) {
    if (options.dropout() == 0) {
      return UnaryOperator.identity();
    }
    SplittableRandom random = new SplittableRandom(~options.seed() + epoch * 0x9E3779B97F4A7C15L);
    return hidden -> {
      float[] mask = new float[(int) hidden.size()];
      float kept = (float) (1 / (1 - options.dropout()));
      for (int i = 0; i < mask.length; i++) {
        mask[i] = random.nextDouble() < options.dropout() ? 0 : kept;
      }
      return hidden.mul(arrays.floats(mask, hidden.getShape().getShape()));
    };
  }

  private double accuracy(float[] logits) {
    int right = 0;
    for (int node : set.validation()) {
      int best = 0;
      for (int y = 1; y < set.classes(); y++) {
        int row = node * set.classes();
        best = logits[row + y] > logits[row + best] ? y : best;
      }
      right += best == set.label(node) ? 1 : 0;
    }
    return (double) right / set.validation().size();
  }

  private Map<String, WeightMatrix> matrices() {
    Map<String, WeightMatrix> matrices = new LinkedHashMap<>();
    initial.forEach(
        (name, weight) ->
            matrices.put(
                name, WeightMatrix.owning(current(name).clone(), weight.rows(), weight.columns())));
    return matrices;
  }

  private float[] current(String name) {
    return Objects.requireNonNull(weights.get(name));
  }

  private Adam adam(String name) {
    return Objects.requireNonNull(adams.get(name));
  }

  @Override
  public void close() {
    manager.close();
  }
}
