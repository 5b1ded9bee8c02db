package io.ringfence.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The command as a user runs it, on a small generated graph. */
class TuneCommandTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder = Path.of("");
  private static Path model = Path.of("");
  private static Path out = Path.of("");
  private static String printed = "";

  @BeforeAll
  static void trainAndTune(@TempDir Path shared) {
    folder = shared;
    model = folder.resolve("a \"model\"");
    out = folder.resolve("tuned");
    train("--dataset=generated:150:2", "--out=" + model, "--delete-noise=0.3:0.6");
    Console console = tune(out);
    assertThat(console.code()).as(console.err()).isZero();
    printed = console.out();
  }

  @Test
  void theTableMarksTheChosenTrial() throws IOException {
    JsonNode summary = summary(out);

    assertThat(summary.get("trials")).hasSize(5 + 3);
    assertThat(summary.get("chosen")).isEqualTo(summary.get("trials").get(0));
    assertThat(summary.at("/chosen/efficient").asBoolean()).isTrue();
    assertThat(summary.at("/chosen/meanShare").asDouble()).isBetween(0.01, 1.0);
    for (JsonNode trial : summary.get("trials")) {
      for (int i = 0; i < 2; i++) {
        assertThat(trial.get("certifiedRightShares").get(i).asDouble())
            .isLessThanOrEqualTo(trial.get("smoothedAccuracy").asDouble());
      }
    }
    assertThat(printed.lines().skip(1).findFirst()).get().asString().startsWith("chosen");
    assertThat(printed)
        .contains("at 0,1", "at 1,0", "CPU ms/node")
        .contains("right predictions", "optimistic", "All 8 trials are done.");
  }

  @Test
  void serveAcceptsTheConfiguration() throws IOException {
    CertifierConfiguration configuration =
        new ConfigurationLoader().load(out.resolve("ringfence.yaml"), Map.of());

    JsonNode chosen = summary(out).get("chosen");
    assertThat(configuration.model()).isEqualTo(model.toAbsolutePath().normalize());
    assertThat(Files.readString(out.resolve("ringfence.yaml")))
        .contains("count: " + chosen.get("regions").asInt())
        .contains("  samples: " + chosen.get("samples").asInt())
        .contains("grid: {additions: 1, deletions: 1}");
  }

  @Test
  void thePageNeedsNoNetworkAndHasEveryTrial() throws IOException {
    Document page = Jsoup.parse(Files.readString(out.resolve("tune.html")));

    assertThat(page.select("tbody tr")).hasSize(8);
    assertThat(page.select("[src], link")).isEmpty();
    JsonNode data = JSON.readTree(page.selectXpath("//script[@id='data']").get(0).data());
    assertThat(data).hasSize(8);
    assertThat(data.get(0).get("chosen").asBoolean()).isTrue();
    assertThat(page.text()).contains(Wording.HONESTY);
  }

  @Test
  void aRunThatCrashedGoesOnToTheSameResult() throws IOException {
    Path again = Files.createDirectories(folder.resolve("crashed"));
    List<String> lines = Files.readAllLines(out.resolve("trials.jsonl"));
    Files.writeString(
        again.resolve("trials.jsonl"),
        String.join("\n", lines.subList(0, 3)) + "\n" + lines.get(3).substring(0, 20));

    assertThat(tune(again).code()).isZero();

    assertThat(timeless(again)).isEqualTo(timeless(out));
    assertThat(again.resolve("ringfence.yaml"))
        .hasSameTextualContentAs(out.resolve("ringfence.yaml"));
    assertThat(Files.readAllLines(again.resolve("trials.jsonl")).subList(0, 3))
        .isEqualTo(lines.subList(0, 3));
  }

  @Test
  void trialsOfOtherInputsAreRefused() {
    Console console = tune(out, "--seed=2");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("seed 1, but now it is 2").contains("another --out");
  }

  @Test
  void realValuedAttributesAreTunedByDistances() throws IOException {
    Path real = folder.resolve("real");
    train("--dataset=generated-real:150:2", "--out=" + real);

    Console console =
        Console.run(
            "tune",
            "--dataset=generated-real:150:2",
            "--model=" + real,
            "--regions=2",
            "--scales=0.1:0.3;0.2",
            "--distances=0.05;0.1",
            "--samples=100",
            "--out=" + folder.resolve("tuned-real"));

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out()).contains("gaussian 0.1:0.3", "at 0.05");
    assertThat(Files.readString(folder.resolve("tuned-real/ringfence.yaml")))
        .contains("noise: {kind: gaussian, scales: {min: ", "grid: {distance: 0.1}");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--time=10 | 2 | '10' must be a whole number of at least 1 and a unit, s, m or h",
        "--regions=0 | 2 | '0' must be whole numbers of at least 1",
        "--regions=5000 | 1 | --regions has 5000, but the graph has 150 nodes",
        "--samples=500,200 | 1 | each number must be above the one before it",
        "--add-noise=0.9:0.1 | 2 | 0.9:0.1",
        "--add-noise=0.7 | 1 | together they must not exceed 1",
        "--budgets=1 | 2 | '1' must be ADDITIONS,DELETIONS",
        "--budgets=0,500 | 1 | 500",
        "--accuracy-loss=2 | 2 | --accuracy-loss is 2.0; it must lie in [0, 1]",
        "--alpha=0.9 | 2 | --alpha is 0.9",
        "--threads=-1 | 2 | --threads is -1",
        "--noise=gaussian | 1 | does not suit the binary attributes",
        "--targets=/no/file.npy | 1 | /no/file.npy",
      })
  void wrongInputIsNamedWithItsRuleBeforeAnythingIsTried(String option, int code, String message) {
    Path bad = folder.resolve("bad");

    Console console = tune(bad, option);

    assertThat(console.code()).as(console.err()).isEqualTo(code);
    assertThat(console.err()).contains(message).doesNotContain("\tat ");
    assertThat(bad.resolve("summary.json")).doesNotExist();
  }

  private static void train(String... options) {
    List<String> arguments = new ArrayList<>(List.of("train", "--hidden=8", "--epochs=30"));
    arguments.addAll(List.of(options));
    Console console = Console.run(arguments.toArray(String[]::new));
    assertThat(console.code()).as(console.err()).isZero();
  }

  /** Five combinations, as one region receives the least noise alone, and two rungs. */
  private static Console tune(Path to, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "tune",
                "--dataset=generated:150:2",
                "--model=" + model,
                "--regions=1,3",
                "--add-noise=0.01",
                "--delete-noise=0.3:0.6;0.6;0.3",
                "--samples=100,300",
                "--budgets=0,1;1,0",
                "--time=10m",
                "--out=" + to));
    for (String option : more) {
      arguments.removeIf(a -> a.startsWith(option.substring(0, option.indexOf('=') + 1)));
      arguments.add(option);
    }
    return Console.run(arguments.toArray(String[]::new));
  }

  private static JsonNode summary(Path of) throws IOException {
    return JSON.readTree(of.resolve("summary.json").toFile());
  }

  /** The summary without what was measured by the clock. */
  private static JsonNode timeless(Path of) throws IOException {
    ObjectNode summary = (ObjectNode) summary(of);
    summary.get("trials").forEach(t -> ((ObjectNode) t).remove(List.of("seconds", "cpuSeconds")));
    ((ObjectNode) summary.get("chosen")).remove(List.of("seconds", "cpuSeconds"));
    return summary;
  }
}
