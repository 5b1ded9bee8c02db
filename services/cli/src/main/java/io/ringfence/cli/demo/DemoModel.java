package io.ringfence.cli.demo;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.graph.dataset.Split;
import io.ringfence.smoothing.Architecture;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.Trainer;
import io.ringfence.smoothing.TrainingNoise;
import io.ringfence.smoothing.TrainingOptions;
import io.ringfence.smoothing.TrainingSet;
import java.util.List;
import java.util.stream.IntStream;

/** The demo's graph and the model that is trained on it. */
final class DemoModel {

  private static final int NODES = 240;
  private static final int CLASSES = 4;
  private static final int ATTRIBUTES = 200;
  private static final int TRAIN_PER_CLASS = 25;
  private static final int VALIDATE_PER_CLASS = 10;
  private static final int EPOCHS = 120;

  /** Least noise, near by; the model learns under it, too. */
  static final NoiseLevel NEAR = NoiseLevel.of(0.01, 0.5);

  /** Most noise, far away. */
  static final NoiseLevel FAR = NoiseLevel.of(0.05, 0.8);

  private DemoModel() {}

  static Dataset graph(long seed) {
    return GraphGenerator.generate(
        new GeneratorSettings(NODES, CLASSES, ATTRIBUTES, 5, 0.9, 20, 0.6, seed));
  }

  static ModelBundle train(Dataset dataset, long seed) {
    Split split = Split.stratified(dataset, TRAIN_PER_CLASS, VALIDATE_PER_CLASS, seed);
    int[] labels =
        IntStream.range(0, dataset.nodes()).map(node -> dataset.label(node).orElse(0)).toArray();
    TrainingSet set =
        new TrainingSet(
            dataset.adjacency(),
            dataset.attributes(),
            labels,
            dataset.classes(),
            split.train(),
            split.validation());
    TrainingOptions options =
        TrainingOptions.of(Architecture.GCN, seed)
            .withNoise(new TrainingNoise.Flips(List.of(NEAR, FAR)))
            .withShape(32, 2, 0, 0)
            .withEpochs(EPOCHS, 40);
    return new Trainer(options).train(set, progress -> {});
  }
}
