package io.ringfence.smoothing;

import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Trains a model on noisy attributes, so that it predicts well where it will be smoothed: Adam on
 * the cross-entropy of the training nodes, gradients by DJL, stopping when the validation loss no
 * longer falls, and keeping the weights at its minimum. The same options and data give the same
 * weights on the same machine. Loads DJL's natives.
 */
public final class Trainer {

  private final TrainingOptions options;

  public Trainer(TrainingOptions options) {
    this.options = options;
  }

  /**
   * @param progress told after each epoch, on this thread
   * @throws IllegalArgumentException if the noise is for the other kind of attributes
   * @throws IllegalStateException if the loss becomes NaN or infinite
   */
  public ModelBundle train(TrainingSet set, Consumer<TrainingProgress> progress) {
    NativeModel initial = InitialWeights.of(options, set.attributes().dimension(), set.classes());
    try (TrainingRun run = new TrainingRun(options, set, initial)) {
      double best = Double.POSITIVE_INFINITY;
      int bestEpoch = 0;
      Model kept = initial;
      for (int epoch = 1; epoch <= options.maxEpochs(); epoch++) {
        TrainingProgress now = run.epoch(epoch);
        requireFinite(now);
        progress.accept(now);
        boolean judged = !set.validation().isEmpty();
        if (!judged || now.validationLoss() < best) {
          best = now.validationLoss();
          bestEpoch = epoch;
          kept = run.judgedModel();
        } else if (epoch - bestEpoch >= options.patience()) {
          break;
        }
      }
      return bundle(set, kept, bestEpoch, options.noise());
    }
  }

  private void requireFinite(TrainingProgress now) {
    if (!Double.isFinite(now.trainLoss())) {
      throw new IllegalStateException(
          "Training loss is %s after epoch %d at learning rate %s; it must stay finite. Lower the learning rate."
              .formatted(now.trainLoss(), now.epoch(), options.learningRate()));
    }
  }

  private ModelBundle bundle(TrainingSet set, Model model, int epoch, TrainingNoise noise) {
    Scores scores = Scores.of(model, set.graph());
    TrainingSummary summary =
        new TrainingSummary(
            options.seed(),
            epoch,
            accuracy(set, scores, set.train()),
            accuracy(set, scores, set.validation()),
            noise);
    return new ModelBundle(model, new BundleMetadata(List.of(), Optional.of(summary)));
  }

  private static double accuracy(TrainingSet set, Scores scores, List<Integer> nodes) {
    return nodes.stream()
        .mapToInt(node -> scores.prediction(node) == set.label(node) ? 1 : 0)
        .average()
        .orElse(0);
  }
}
