package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TrainerTest {

  private static final int NODES = 240;
  private static final int CLASSES = 3;
  private static final TrainingNoise NOISE =
      new TrainingNoise.Flips(List.of(NoiseLevel.of(0.01, 0.3), NoiseLevel.of(0.01, 0.6)));

  @ParameterizedTest
  @EnumSource
  void everyArchitectureLearnsCommunitiesUnderNoise(Architecture architecture) {
    TrainingSet set = communities(3);
    List<TrainingProgress> progress = new ArrayList<>();
    ModelBundle bundle = new Trainer(options(architecture, 80)).train(set, progress::add);

    Scores scores = Scores.of(bundle.model(), set.graph());
    double unseen =
        IntStream.range(120, NODES)
            .filter(node -> scores.prediction(node) == node % CLASSES)
            .count();
    assertThat(unseen / 120).isGreaterThan(0.8);
    assertThat(bundle.metadata().training())
        .hasValueSatisfying(
            summary -> {
              assertThat(summary.validationAccuracy()).isGreaterThan(0.8);
              assertThat(summary.trainAccuracy()).isGreaterThan(0.8);
              assertThat(summary.noise()).isEqualTo(NOISE);
              assertThat(summary.epochs()).isBetween(1, 80);
            });
    assertThat(progress).extracting(TrainingProgress::epoch).startsWith(1, 2, 3);
    assertThat(progress.get(progress.size() - 1).trainLoss())
        .isLessThan(progress.get(0).trainLoss());
  }

  @Test
  void theSameSeedGivesTheSameModelAndAnotherSeedAnother() {
    TrainingSet set = communities(4);
    TrainingOptions options = options(Architecture.GCN, 5);
    String first = new Trainer(options).train(set, p -> {}).fingerprint();
    assertThat(new Trainer(options).train(set, p -> {}).fingerprint()).isEqualTo(first);
    TrainingOptions other = TrainingOptions.of(Architecture.GCN, 99).withEpochs(5, 5);
    assertThat(new Trainer(other).train(set, p -> {}).fingerprint()).isNotEqualTo(first);
  }

  @Test
  void garbageCollectionsDoNotDisturbTheGradients() {
    TrainingSet set = communities(4);
    TrainingOptions options = options(Architecture.APPNP, 6);
    String calm = new Trainer(options).train(set, p -> {}).fingerprint();
    try (GarbageStorm storm = new GarbageStorm()) {
      do {
        assertThat(new Trainer(options).train(set, p -> {}).fingerprint()).isEqualTo(calm);
      } while (storm.rounds() < 10);
    }
  }

  @Test
  void aTrainingNodeWithoutLabelIsRefused() {
    SparseRows adjacency = Graphs.adjacency(new SplittableRandom(1), 3, 1);
    SparseRows attributes = Graphs.bits(new SplittableRandom(1), 3, 4, 0.5);
    assertThatThrownBy(
            () ->
                new TrainingSet(
                    adjacency,
                    new BinaryAttributeMatrix(attributes),
                    new int[] {0, -1, 1},
                    2,
                    List.of(0, 1),
                    List.of()))
        .hasMessageContaining("Node 1 has label -1");
  }

  private static TrainingOptions options(Architecture architecture, int epochs) {
    return TrainingOptions.of(architecture, 5)
        .withShape(16, 2, 4, 0.2)
        .withEpochs(epochs, epochs)
        .withNoise(NOISE);
  }

  /**
   * Class = index mod 3; most edges stay within a class, each class prefers a third of the bits.
   */
  static TrainingSet communities(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    boolean[][] edges = new boolean[NODES][NODES];
    boolean[][] bits = new boolean[NODES][60];
    for (int i = 0; i < NODES; i++) {
      for (int e = 0; e < 3; e++) {
        int j = random.nextInt(NODES);
        boolean same = i % CLASSES == j % CLASSES;
        if (i != j && (same || random.nextInt(10) == 0)) {
          edges[i][j] = true;
          edges[j][i] = true;
        }
      }
      for (int d = 0; d < 60; d++) {
        bits[i][d] = random.nextDouble() < (d % CLASSES == i % CLASSES ? 0.2 : 0.05);
      }
    }
    return new TrainingSet(
        Graphs.rows(edges, NODES),
        new BinaryAttributeMatrix(Graphs.rows(bits, 60)),
        IntStream.range(0, NODES).map(i -> i % CLASSES).toArray(),
        CLASSES,
        CoraMl.all(60),
        IntStream.range(60, 120).boxed().toList());
  }
}
