package io.ringfence.cli.train;

import io.ringfence.cli.input.StandardSplit;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Split;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.Scores;
import io.ringfence.smoothing.Trainer;
import io.ringfence.smoothing.TrainingOptions;
import io.ringfence.smoothing.TrainingProgress;
import io.ringfence.smoothing.TrainingSet;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.function.Consumer;
import java.util.stream.IntStream;

/** Trains on the training nodes of a dataset and judges on its test nodes. */
final class ModelTraining {
  private final Dataset dataset;
  private final Split split;

  /**
   * @throws IllegalArgumentException if the dataset cannot be learned from
   */
  ModelTraining(Dataset dataset) {
    if (dataset.classes() < 2) {
      throw new IllegalArgumentException(
          "Dataset '%s' has labels of %d classes; training needs at least two. Add labels."
              .formatted(dataset.name(), dataset.classes()));
    }
    this.dataset = dataset;
    this.split = StandardSplit.of(dataset);
  }

  ModelBundle run(TrainingOptions options, Consumer<TrainingProgress> progress) {
    int[] labels =
        IntStream.range(0, dataset.nodes()).map(node -> dataset.label(node).orElse(-1)).toArray();
    TrainingSet set =
        new TrainingSet(
            dataset.adjacency(),
            dataset.attributes(),
            labels,
            dataset.classes(),
            split.train(),
            split.validation());
    return new Trainer(options).train(set, progress);
  }

  /** Share of the test nodes predicted right without noise; empty if there are none. */
  OptionalDouble testAccuracy(ModelBundle bundle) {
    List<Integer> test =
        split.test().stream().filter(node -> dataset.label(node).isPresent()).toList();
    Scores scores =
        Scores.of(
            bundle.model(), dataset.toSubgraph(Collections.nCopies(dataset.nodes(), 0)), test);
    return IntStream.range(0, test.size())
        .mapToDouble(i -> scores.prediction(i) == dataset.label(test.get(i)).getAsInt() ? 1 : 0)
        .average();
  }
}
