package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.graph.dataset.Split;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class RealTrainingTest {

  private static final int NODES = 240;
  private static final Dataset GRAPH =
      GraphGenerator.generateReal(GeneratorSettings.realOfSize(NODES, 4));
  private static final Split SPLIT = Split.stratified(GRAPH, 15, 15, 0);

  @ParameterizedTest
  @CsvSource({"GCN, GAUSSIAN", "SAGE, UNIFORM", "APPNP, GAUSSIAN"})
  void everyArchitectureLearnsRealAttributesUnderNoise(Architecture architecture, Kind kind) {
    TrainingNoise noise = new TrainingNoise.Shifts(kind, List.of(0.25, 0.5));
    TrainingSet set = set();
    List<TrainingProgress> progress = new ArrayList<>();
    ModelBundle bundle =
        new Trainer(options(architecture, 60).withNoise(noise)).train(set, progress::add);

    Scores scores = Scores.of(bundle.model(), set.graph());
    double right =
        SPLIT.test().stream()
            .filter(node -> scores.prediction(node) == GRAPH.label(node).orElseThrow())
            .count();
    assertThat(right / SPLIT.test().size()).isGreaterThan(0.8);
    assertThat(bundle.metadata().training().orElseThrow().noise()).isEqualTo(noise);
    assertThat(progress.get(progress.size() - 1).trainLoss())
        .isLessThan(progress.get(0).trainLoss());
  }

  @Test
  void lossesAreMeasuredUnderTheNoise() {
    TrainingOptions calm = options(Architecture.GCN, 1);
    TrainingOptions loud = calm.withNoise(new TrainingNoise.Shifts(Kind.GAUSSIAN, List.of(20.0)));
    List<TrainingProgress> progress = new ArrayList<>();

    new Trainer(calm).train(set(), progress::add);
    new Trainer(loud).train(set(), progress::add);

    assertThat(progress.get(1).validationLoss())
        .isGreaterThan(2 * progress.get(0).validationLoss());
    assertThat(progress.get(1).trainLoss()).isGreaterThan(2 * progress.get(0).trainLoss());
  }

  @ParameterizedTest
  @EnumSource
  void noiseHasMeanZeroAndTheScalesOfEachEpoch(Kind kind) {
    int n = 400;
    int d = 50;
    RealAttributeMatrix threes = RealAttributeMatrix.owning(filled(n * d, 3), n, d);
    ShiftedAttributes noise = new ShiftedAttributes(threes, kind, List.of(0.5, 2.0), 8);
    float[] first = noise.draw(1).clone();
    float[] second = noise.draw(2).clone();

    double variance = (0.25 + 4) / 2 / (kind == Kind.UNIFORM ? 3 : 1);
    assertThat(mean(first)).isCloseTo(3, within(6 * Math.sqrt(variance / first.length)));
    assertThat(squares(first) / first.length).isCloseTo(variance, within(0.2 * variance));
    assertThat(second).isNotEqualTo(first);
    assertThat(noise.draw(1)).isEqualTo(first);
    assertThat(IntStream.range(0, n).filter(node -> squares(row(first, node, d)) < d).count())
        .as("nodes with little noise")
        .isBetween(n / 2 - 60L, n / 2 + 60L);
  }

  @Test
  void withoutNoiseTheAttributesStayAsTheyAre() {
    RealAttributeMatrix values = RealAttributeMatrix.owning(new float[] {1, -2, 0.5f, 4}, 2, 2);

    assertThat(new ShiftedAttributes(values, Kind.GAUSSIAN, List.of(0.0), 1).draw(1))
        .containsExactly(1, -2, 0.5f, 4);
  }

  @Test
  void theSameSeedGivesTheSameModelAndAnotherSeedAnother() {
    TrainingNoise noise = new TrainingNoise.Shifts(Kind.GAUSSIAN, List.of(0.5));
    TrainingOptions options = options(Architecture.GCN, 4).withNoise(noise);
    String first = new Trainer(options).train(set(), p -> {}).fingerprint();

    assertThat(new Trainer(options).train(set(), p -> {}).fingerprint()).isEqualTo(first);
    TrainingOptions other =
        TrainingOptions.of(Architecture.GCN, 6)
            .withShape(16, 2, 4, 0.2)
            .withEpochs(4, 4)
            .withNoise(noise);
    assertThat(new Trainer(other).train(set(), p -> {}).fingerprint()).isNotEqualTo(first);
  }

  @Test
  void noiseOfTheOtherKindIsRefused() {
    TrainingNoise flips = new TrainingNoise.Flips(List.of(NoiseLevel.of(0.01, 0.5)));
    TrainingNoise shifts = new TrainingNoise.Shifts(Kind.UNIFORM, List.of(0.5));
    TrainingOptions options = options(Architecture.GCN, 1);

    assertThatThrownBy(() -> new Trainer(options.withNoise(flips)).train(set(), p -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("attributes are real-valued");
    assertThatThrownBy(
            () -> new Trainer(options.withNoise(shifts)).train(TrainerTest.communities(3), p -> {}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("is UNIFORM, but the attributes are bits");
  }

  private static TrainingOptions options(Architecture architecture, int epochs) {
    return TrainingOptions.of(architecture, 5).withShape(16, 2, 4, 0.2).withEpochs(epochs, epochs);
  }

  private static TrainingSet set() {
    return new TrainingSet(
        GRAPH.adjacency(),
        GRAPH.attributes(),
        IntStream.range(0, NODES).map(node -> GRAPH.label(node).orElseThrow()).toArray(),
        GRAPH.classes(),
        SPLIT.train(),
        SPLIT.validation());
  }

  private static float[] filled(int length, float value) {
    float[] values = new float[length];
    Arrays.fill(values, value);
    return values;
  }

  private static float[] row(float[] values, int node, int d) {
    return Arrays.copyOfRange(values, node * d, (node + 1) * d);
  }

  private static double mean(float[] values) {
    return IntStream.range(0, values.length).mapToDouble(i -> values[i]).average().orElseThrow();
  }

  /** Squared distance from the clean value, 3. */
  private static double squares(float[] values) {
    return IntStream.range(0, values.length)
        .mapToDouble(i -> (values[i] - 3) * (values[i] - 3))
        .sum();
  }
}
