package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

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
