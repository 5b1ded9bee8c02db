package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import ai.djl.Device;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.TorchScriptModel.Output;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.SplittableRandom;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.apache.commons.compress.archivers.zip.ZipArchiveEntry;
import org.apache.commons.compress.archivers.zip.ZipFile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Modules that torchscript/make_modules.py made. */
class TorchScriptTest {

  private static final int ATTRIBUTES = 5;
  private static final int CLASSES = 3;

  @TempDir private Path folder = Path.of("");

  @ParameterizedTest
  @CsvSource({"gcn, LOGITS", "probabilities, PROBABILITIES"})
  void scoresAreThoseOfTheSameWeights(String name, Output output) throws Exception {
    Subgraph graph = graph(new SplittableRandom(1), 40);
    Scores script = Scores.of(model(name, output, OptionalInt.of(2)), graph);
    Scores weights = Scores.of(gcn(), graph);
    for (int node = 0; node < 40; node++) {
      for (int y = 0; y < CLASSES; y++) {
        assertThat(script.score(node, y)).isCloseTo(weights.score(node, y), within(1e-5f));
      }
    }
  }

  /** No margin of these weights and draws is below what float32 rounds. */
  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3})
  void votesAreThoseOfTheSameWeightsForAnyThreads(int threads) throws Exception {
    SplittableRandom random = new SplittableRandom(2);
    Subgraph graph = graph(random, 40);
    SmoothingTask task =
        new SmoothingTask(
            graph,
            MonteCarloSmootherTest.schedule(random, 3),
            List.of(7, 3, 39, 12, 20),
            new SampleRange(5, 150),
            11);
    List<VoteTally> expected = new MonteCarloSmoother(gcn()).smooth(task);
    TorchScriptModel model = model("gcn", Output.LOGITS, OptionalInt.of(2));
    try (Smoother smoother = DeviceChoice.CPU.smoother(model, threads)) {
      assertThat(smoother.smooth(task)).isEqualTo(expected);
    }
  }

  @ParameterizedTest
  @CsvSource({"UNIFORM", "GAUSSIAN"})
  void votesUnderRealNoiseAgreeWithTheSameWeights(RealNoiseSchedule.Kind kind) throws Exception {
    SplittableRandom random = new SplittableRandom(3);
    SmoothingTask task = real(graph(random, 20), random, kind);
    List<VoteTally> expected = new MonteCarloSmoother(gcn()).smooth(task);
    try (ParallelSmoother smoother = unchecked(model("gcn", Output.LOGITS, OptionalInt.of(2)))) {
      List<VoteTally> votes = smoother.smooth(task);
      // Gaussian draws lie behind the first weights there: the same law, other numbers.
      double bound = kind == RealNoiseSchedule.Kind.UNIFORM ? 0 : 5 * Math.sqrt(2 * 400 * 0.25);
      for (int target = 0; target < 20; target++) {
        for (int y = 0; y < CLASSES; y++) {
          assertThat((double) votes.get(target).votes(y))
              .isCloseTo(expected.get(target).votes(y), within(bound));
        }
      }
    }
  }

  @Test
  void aPieceGivesTheScoresOfTheWhole() throws Exception {
    SplittableRandom random = new SplittableRandom(4);
    Subgraph graph = graph(random, 60);
    TorchScriptModel model = model("gcn", Output.LOGITS, OptionalInt.of(2));
    Scores whole = Scores.of(model, graph);
    for (int target : new int[] {3, 30, 59}) {
      Subgraph ball = Graphs.ball(graph, target, 2);
      Scores alone = Scores.of(model, ball, List.of(ball.local(graph.ordinal(target))));
      for (int y = 0; y < CLASSES; y++) {
        assertThat(alone.score(0, y)).isCloseTo(whole.score(target, y), within(1e-5f));
      }
    }
  }

  @Test
  void anUnboundedModelSeesTheWholeGraphOneCopyAtATime() throws Exception {
    TorchScriptModel model = model("pooled", Output.LOGITS, OptionalInt.empty());
    SplittableRandom random = new SplittableRandom(5);
    Subgraph graph = graph(random, 20);
    SmoothingTask task =
        new SmoothingTask(
            graph,
            MonteCarloSmootherTest.schedule(random, 3),
            CoraMl.all(20),
            new SampleRange(0, 20),
            3);
    try (Smoother smoother = DeviceChoice.CPU.smoother(model, 1)) {
      List<VoteTally> all = smoother.smooth(task);
      SmoothingTask alone =
          new SmoothingTask(graph, task.schedule(), List.of(9), task.samples(), 3);
      assertThat(smoother.smooth(alone)).containsExactly(all.get(9));
      Subgraph ball = Graphs.ball(graph, 9, 1);
      SmoothingTask piece = new SmoothingTask(ball, task.schedule(), List.of(0), task.samples(), 3);
      assertThatThrownBy(() -> smoother.smooth(piece))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("receptive field");
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gcn | LOGITS | 1 | 5 | 3 | more than 1 hops away",
        "gcn | LOGITS | 2 | 6 | 3 | with 6 attributes",
        "gcn | LOGITS | 2 | 5 | 4 | by model.json it must be",
        "gcn | PROBABILITIES | 2 | 5 | 3 | Declare 'logits'",
        "pooled | LOGITS | 2 | 5 | 3 | unbounded",
        "restless | LOGITS | 2 | 5 | 3 | deterministic",
        "nan | LOGITS | 2 | 5 | 3 | finite numbers",
      })
  void aModuleThatIsNotAsDeclaredIsRefusedBeforeItIsUsed(
      String name, Output output, int hops, int attributes, int classes, String message)
      throws Exception {
    TorchScriptModel model =
        new TorchScriptModel(
            archive(bytes(name)), attributes, classes, output, OptionalInt.of(hops));
    assertThatThrownBy(() -> DeviceChoice.CPU.smoother(model, 1))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  @Test
  void aFileThatCouldRunOrTouchAnythingIsRefusedUnread() throws Exception {
    assertRefused(bytes("pickled"), "pickle of torch.save");
    assertRefused(new byte[] {(byte) 0x80, 2, 'c', 'o', 's'}, "pickle of torch.save");
    assertRefused(bytes("saving"), "calls 'save'");
    UnaryOperator<String> aliased =
        code -> code.replace("torch.matmul(x, w1)", "torch . # x\n \\\n from_file(x, w1)");
    assertRefused(rewritten("gcn", aliased), "calls 'from_file'");
    UnaryOperator<String> custom =
        code -> code.replace("torch.sqrt(", "ops.torch_scatter.scatter_max(");
    assertRefused(rewritten("gcn", custom), "custom op 'torch_scatter.scatter_max'");
  }

  @Test
  void aDamagedOrSwollenFileIsRefused() throws Exception {
    byte[] whole = bytes("gcn");
    for (int length = 0; length < whole.length; length += 97) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThatThrownBy(() -> archive(part)).isInstanceOf(ModelException.class);
    }
    assertRefused("not a model".getBytes(StandardCharsets.UTF_8), "not a TorchScript archive");
    assertThatThrownBy(() -> ScriptInspection.requireHarmless("bomb.pt", bomb(), 1 << 20))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("unfolds to more than");
  }

  @Test
  void aBundleIsSavedAndLoadedAndPinsItsFile() throws Exception {
    ModelBundle bundle = ModelBundle.of(model("gcn", Output.LOGITS, OptionalInt.of(2)));
    bundle.save(folder);
    assertThat(ModelBundle.load(folder)).isEqualTo(bundle);
    assertThat(ModelBundle.load(folder).fingerprint()).isEqualTo(bundle.fingerprint());
    Files.write(folder.resolve("model.pt"), bytes("pooled"));
    assertThatThrownBy(() -> ModelBundle.load(folder))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining("pins")
        .hasMessageContaining("Restore the file");
    String json = Files.readString(folder.resolve("model.json"));
    Files.writeString(folder.resolve("model.json"), json.replace("model.pt", "../model.pt"));
    assertThatThrownBy(() -> ModelBundle.load(folder)).hasMessageContaining("plain name");
  }

  private static Subgraph graph(SplittableRandom random, int nodes) {
    return Graphs.random(random, nodes, 2.5, ATTRIBUTES, 0.4, 3);
  }

  private static SmoothingTask real(
      Subgraph bits, SplittableRandom random, RealNoiseSchedule.Kind kind) {
    int n = bits.nodes();
    float[] values = new float[n * ATTRIBUTES];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() * 2 - 1);
    }
    Subgraph graph =
        new Subgraph(
            IntStream.range(0, n).mapToLong(bits::ordinal).toArray(),
            IntStream.range(0, n).map(bits::region).toArray(),
            IntStream.range(0, n).map(bits::degree).toArray(),
            bits.neighbours(),
            RealAttributeMatrix.owning(values, n, ATTRIBUTES));
    RealNoiseSchedule schedule =
        RealNoiseSchedule.of(
            kind, List.of(List.of(0.1, 0.5, 0.9), List.of(0.5, 0.2, 1.5), List.of(0.9, 0.7, 0.3)));
    return new SmoothingTask(graph, schedule, CoraMl.all(n), new SampleRange(0, 400), 8);
  }

  private static ParallelSmoother unchecked(TorchScriptModel model) {
    return new ParallelSmoother(new ScriptKernel(ScriptModule.load(model, Device.cpu())), 1);
  }

  private TorchScriptModel model(String name, Output output, OptionalInt hops) throws Exception {
    return new TorchScriptModel(archive(bytes(name)), ATTRIBUTES, CLASSES, output, hops);
  }

  private ScriptArchive archive(byte[] bytes) throws IOException, NoSuchAlgorithmException {
    Path file = Files.write(folder.resolve("any.pt"), bytes);
    byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes);
    return ScriptArchive.read(file, HexFormat.of().formatHex(hash));
  }

  private void assertRefused(byte[] bytes, String message) {
    assertThatThrownBy(() -> archive(bytes))
        .isInstanceOf(ModelException.class)
        .hasMessageContaining(message);
  }

  private static byte[] bytes(String name) throws IOException {
    String resource = "torchscript/" + name + ".pt";
    try (InputStream in = TorchScriptTest.class.getResourceAsStream(resource)) {
      return Optional.ofNullable(in).orElseThrow().readAllBytes();
    }
  }

  /** The same archive with other code. */
  private static byte[] rewritten(String name, UnaryOperator<String> code) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipFile from = ZipFile.builder().setByteArray(bytes(name)).get();
        ZipOutputStream to = new ZipOutputStream(out)) {
      for (ZipArchiveEntry e : Collections.list(from.getEntries())) {
        byte[] content = from.getInputStream(e).readAllBytes();
        if (e.getName().endsWith(".py")) {
          String text = new String(content, StandardCharsets.UTF_8);
          content = code.apply(text).getBytes(StandardCharsets.UTF_8);
        }
        to.putNextEntry(new ZipEntry(e.getName()));
        to.write(content);
      }
    }
    return out.toByteArray();
  }

  private static byte[] bomb() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (ZipOutputStream to = new ZipOutputStream(out)) {
      to.putNextEntry(new ZipEntry("bomb/code/__torch__.py"));
      to.write(new byte[64 << 20]);
    }
    return out.toByteArray();
  }

  private static GcnModel gcn() throws IOException {
    try (InputStream in = TorchScriptTest.class.getResourceAsStream("torchscript/gcn.json")) {
      JsonNode json = new ObjectMapper().readTree(in);
      return new GcnModel(
          List.of(
              new DenseLayer(matrix(json.path("w1")), Optional.of(row(json.path("b1")))),
              new DenseLayer(matrix(json.path("w2")), Optional.of(row(json.path("b2"))))));
    }
  }

  private static WeightMatrix matrix(JsonNode rows) {
    float[] values = new float[rows.size() * rows.path(0).size()];
    int at = 0;
    for (JsonNode row : rows) {
      for (JsonNode value : row) {
        values[at++] = (float) value.asDouble();
      }
    }
    return WeightMatrix.owning(values, rows.size(), rows.path(0).size());
  }

  private static WeightMatrix row(JsonNode values) {
    float[] row = new float[values.size()];
    for (int i = 0; i < row.length; i++) {
      row[i] = (float) values.path(i).asDouble();
    }
    return WeightMatrix.owning(row, 1, row.length);
  }
}
