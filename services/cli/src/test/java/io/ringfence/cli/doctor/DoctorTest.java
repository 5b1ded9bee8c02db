package io.ringfence.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import io.ringfence.graph.npy.Npy;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DoctorTest {

  /** Two nodes, an edge, one layer: scores are softmax of half the sum of both nodes' weights. */
  private static final String REFERENCE =
      "{\"attributes\":[{\"0\":1.0},{\"1\":1.0}],\"edges\":[[0,1]],\"nodes\":[0],\"scores\":[[%s]]}";

  @TempDir private Path folder = Path.of("");

  @BeforeEach
  void aConvolutionOfOneLayer() throws IOException {
    Files.writeString(
        folder.resolve("model.json"),
        "{\"architecture\":\"gcn\",\"attributes\":2,\"hidden\":2,\"classes\":2,\"layers\":1}");
    Npy.write(folder.resolve("W1.npy"), NpyArray.of(new float[] {2, 0, 0, 2}, 2, 2));
    Files.writeString(folder.resolve("reference.json"), REFERENCE.formatted("0.5, 0.5"));
  }

  @Test
  void aGoodModelIsWellAndMeasured() {
    Console console = Console.run("doctor", "--model", folder.toString(), "--nodes", "500");
    assertThat(console.code()).isZero();
    assertThat(console.out())
        .contains("2 attributes and 2 classes", "differ by at most", "changes reach 1 hops")
        .contains("at 500 nodes one update", "MiB of heap", "A certifier would start.");
  }

  @Test
  void otherScoresThanTheExporterSawAreAFailure() throws IOException {
    Files.writeString(folder.resolve("reference.json"), REFERENCE.formatted("0.6, 0.4"));
    Console console = Console.run("doctor", "--model", folder.toString(), "--json");
    assertThat(console.code()).isEqualTo(1);
    JsonNode result = new ObjectMapper().readTree(console.out());
    assertThat(result.path("well").asBoolean(true)).isFalse();
    assertThat(result.path("checks"))
        .anySatisfy(
            check -> {
              assertThat(check.path("check").asText()).isEqualTo("scores");
              assertThat(check.path("state").asText()).isEqualTo("FAILED");
              assertThat(check.path("words").asText()).contains("Export the model again");
            });
  }

  @Test
  void aModelThatDoesNotLoadAndAFileThatIsNotThereAreNamed() throws IOException {
    Files.delete(folder.resolve("W1.npy"));
    Console console =
        Console.run(
            "doctor",
            "--model",
            folder.toString(),
            "--config",
            folder.resolve("none.yaml").toString());
    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out())
        .contains("W1.npy is missing", "none.yaml", "SKIPPED", "Correct what FAILED");
  }

  @Test
  void aBrokerThatDoesNotAnswerIsNamed() throws IOException {
    Path config = folder.resolve("ringfence.yaml");
    Files.writeString(
        config,
        "model: %s\nkafka:\n  bootstrap.servers: localhost:1\n  admin:\n    default.api.timeout.ms: 1500\n    request.timeout.ms: 1000\n"
            .formatted(folder));
    Console console = Console.run("doctor", "--config", config.toString(), "--nodes", "50");
    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out()).contains("is valid", "FAILED   broker", "localhost:1");
  }

  @Test
  void nothingToCheckIsAWrongCommandLine() {
    assertThat(Console.run("doctor").code()).isEqualTo(2);
  }
}
