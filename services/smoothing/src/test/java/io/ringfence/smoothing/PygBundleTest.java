package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Bundles that tools/export_pyg.py made of PyG models, with PyG's own scores (pyg/make_bundles.py).
 */
class PygBundleTest {

  @ParameterizedTest
  @ValueSource(strings = {"gcn", "sage", "gat", "gat_model", "appnp", "script_gat", "same_gat"})
  void scoresAreThoseOfPyg(String name) throws Exception {
    Path folder = folder(name);
    Model model = ModelBundle.load(folder).model();
    ReferenceScores reference = ReferenceScores.of(folder, model).orElseThrow();
    assertThat(reference.nodes()).hasSize(4);
    assertThat(reference.gap(model)).isLessThan(ReferenceScores.TOLERANCE);
  }

  /** As certificates are a function of votes, they are the same, too. */
  @Test
  void torchScriptAndWeightsOfOneModelVoteAlikeOnTheSameSeed() throws Exception {
    Model weights = ModelBundle.load(folder("same_gat")).model();
    Model script = ModelBundle.load(folder("script_gat")).model();
    SplittableRandom random = new SplittableRandom(1);
    Subgraph graph = Graphs.random(random, 50, 3, 6, 0.4, 3);
    SmoothingTask task =
        new SmoothingTask(
            graph,
            MonteCarloSmootherTest.schedule(random, 3),
            CoraMl.all(50),
            new SampleRange(0, 200),
            4);
    List<VoteTally> expected = new MonteCarloSmoother(weights).smooth(task);
    try (Smoother smoother = DeviceChoice.CPU.smoother(script, 2)) {
      assertThat(smoother.smooth(task)).isEqualTo(expected);
    }
  }

  @Test
  void aDamagedReferenceIsNamed(@TempDir Path copy) throws Exception {
    Model model = ModelBundle.load(folder("gcn")).model();
    assertThat(ReferenceScores.of(copy, model)).isEmpty();
    String text = Files.readString(folder("gcn").resolve(ReferenceScores.FILE));
    for (String damaged :
        List.of(
            "{", text.substring(0, 200), text.replace("\"edges\": [[", "\"edges\": [[77777,"))) {
      Files.writeString(copy.resolve(ReferenceScores.FILE), damaged);
      assertThatThrownBy(() -> ReferenceScores.of(copy, model))
          .isInstanceOf(ModelException.class)
          .hasMessageContaining("damaged");
    }
  }

  private static Path folder(String name) throws URISyntaxException, IOException {
    return Path.of(
        Optional.ofNullable(PygBundleTest.class.getResource("pyg/" + name)).orElseThrow().toURI());
  }
}
