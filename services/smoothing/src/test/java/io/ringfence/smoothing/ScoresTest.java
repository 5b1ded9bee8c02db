package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.graph.Subgraph;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against scores computed with numpy in float64, shared/data/vectors/cora_ml. */
class ScoresTest {

  private static final double TOLERANCE = 1e-5;

  @ParameterizedTest
  @CsvSource({
    "attr, clean",
    "noisy0_cluster0, noisy0_cluster0",
    "noisy1_cluster2, noisy1_cluster2",
    "noisy2_cluster4, noisy2_cluster4"
  })
  void gcnAndAppnpEqualTheIndependentScores(String attributes, String scores) {
    assertScores(CoraMl.gcn(), attributes, "GCN_" + scores + "_scores");
    assertScores(CoraMl.appnp(), attributes, "APPNP_" + scores + "_scores");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void everyArchitectureEqualsADenseReference(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Subgraph graph = Graphs.random(random, 30, 3, 40, 0.3, 1);
    for (NativeModel model : NaiveReference.models(random, 40, 4)) {
      double[][] logits = NaiveReference.logits(model, graph, NaiveReference.attributes(graph));
      Scores scores = Scores.of(model, graph);
      for (int i = 0; i < 30; i++) {
        double[] expected = NaiveReference.softmax(logits[i]);
        for (int y = 0; y < 4; y++) {
          assertThat(scores.score(i, y)).isCloseTo((float) expected[y], within(1e-5f));
        }
        assertThat(scores.prediction(i)).isEqualTo(NaiveReference.argmax(expected));
      }
    }
  }

  @Test
  void scoresOfAPieceAreBitIdenticalToThoseOfTheWhole() {
    SplittableRandom random = new SplittableRandom(6);
    Subgraph graph = Graphs.random(random, 50, 2.5, 40, 0.3, 1);
    for (NativeModel model : NaiveReference.models(random, 40, 4)) {
      Scores whole = Scores.of(model, graph);
      Subgraph ball = Graphs.ball(graph, 20, model.receptiveField().attributeHops());
      Scores alone = Scores.of(model, ball, List.of(ball.local(graph.ordinal(20))));
      for (int y = 0; y < 4; y++) {
        assertThat(alone.score(0, y)).isEqualTo(whole.score(20, y));
      }
    }
  }

  private static void assertScores(Model model, String attributes, String expected) {
    Scores scores = Scores.of(model, CoraMl.graph(attributes));
    float[] reference = CoraMl.floats(expected);
    double worst = 0;
    for (int i = 0; i < reference.length; i++) {
      worst = Math.max(worst, Math.abs(reference[i] - scores.score(i / 7, i % 7)));
    }
    assertThat(worst).isLessThan(TOLERANCE);
  }
}
