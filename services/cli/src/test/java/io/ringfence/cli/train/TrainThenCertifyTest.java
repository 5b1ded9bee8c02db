package io.ringfence.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The two commands as a user chains them, on a small generated graph. */
class TrainThenCertifyTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder = Path.of("");
  private static Path model = Path.of("");

  @BeforeAll
  static void train(@TempDir Path shared) {
    folder = shared;
    model = folder.resolve("model");
    Console console =
        Console.run(
            "train",
            "--dataset=generated:300:2",
            "--architecture=gcn",
            "--out=" + model,
            "--hidden=16",
            "--epochs=60",
            "--delete-noise=0.3:0.6");
    assertThat(console.err()).doesNotContain("ringfence train:");
    assertThat(console.code()).isZero();
    assertThat(console.out()).contains("Model gcn written to").containsPattern("test 0\\.[6-9]");
  }

  @Test
  void allFilesHaveTheirFields() throws IOException {
    Path out = folder.resolve("fields");

    Console console = certify(out, "--targets=all", "--budgets=0,1;1,0;1,2");

    assertThat(console.code()).isZero();
    JsonNode summary = JSON.readTree(out.resolve("summary.json").toFile());
    assertThat(summary.at("/graph/nodes").asInt()).isEqualTo(300);
    assertThat(summary.at("/targets").asInt()).isEqualTo(300);
    assertThat(summary.at("/cleanAccuracy").asDouble()).isGreaterThan(0.6);
    assertThat(summary.at("/smoothedAccuracy").asDouble()).isGreaterThan(0.6);
    assertThat(summary.at("/timings/smoothingSeconds").isNumber()).isTrue();
    List<JsonNode> lines = lines(out);
    assertThat(lines).hasSize(300);
    assertThat(lines.stream().filter(l -> l.get("status").asText().equals("ABSTAINED")))
        .hasSize(summary.at("/abstained").asInt());
    assertThat(lines.get(17).get("nodeId").asText()).isEqualTo("n17");
    assertThat(lines.get(17).get("samples").asInt()).isEqualTo(400);
    JsonNode collective = JSON.readTree(out.resolve("collective.json").toFile());
    assertThat(collective).hasSize(3);
    for (JsonNode entry : collective) {
      assertThat(entry.get("targets").asInt()).isEqualTo(300);
      assertThat(entry.get("certified").asInt()).isBetween(entry.get("naive").asInt(), 300);
      assertThat(entry.get("method").asText()).isEqualTo("EXACT");
    }
  }

  @Test
  void aNaiveCountIsTheNumberOfRadiiThatReachTheBudget() throws IOException {
    Path out = folder.resolve("radii");

    certify(out, "--targets=all", "--budgets=0,2");

    long reach =
        lines(out).stream()
            .filter(line -> line.get("status").asText().equals("CERTIFIED"))
            .filter(line -> line.at("/radii/deletions").asInt() >= 2)
            .count();
    JsonNode entry = JSON.readTree(out.resolve("collective.json").toFile()).get(0);
    assertThat(entry.get("naive").asLong()).isEqualTo(reach);
  }

  @Test
  void theSameSeedGivesTheSameCertificatesForAnyNumberOfThreads() throws IOException {
    certify(folder.resolve("one"), "--threads=1", "--seed=7");
    certify(folder.resolve("three"), "--threads=3", "--seed=7");
    certify(folder.resolve("other"), "--threads=1", "--seed=8");

    assertThat(folder.resolve("one/certificates.jsonl"))
        .hasSameBinaryContentAs(folder.resolve("three/certificates.jsonl"));
    assertThat(folder.resolve("one/collective.json"))
        .hasSameBinaryContentAs(folder.resolve("three/collective.json"));
    assertThat(Files.readString(folder.resolve("one/certificates.jsonl")))
        .isNotEqualTo(Files.readString(folder.resolve("other/certificates.jsonl")));
  }

  @Test
  void eitherClassifierIsCertifiedAndAdaptiveSamplingUsesFewerSamples() throws IOException {
    for (String classifier : List.of("votes", "scores")) {
      Path fixed = folder.resolve("fixed-" + classifier);
      Path adaptive = folder.resolve("adaptive-" + classifier);

      certify(fixed, "--targets=all", "--classifier=" + classifier, "--budgets=0,1");
      certify(
          adaptive, "--targets=all", "--classifier=" + classifier, "--budgets=0,1", "--adaptive");

      JsonNode all = JSON.readTree(fixed.resolve("summary.json").toFile());
      JsonNode fewer = JSON.readTree(adaptive.resolve("summary.json").toFile());
      assertThat(all.get("classifier").asText()).isEqualToIgnoringCase(classifier);
      assertThat(all.get("meanSamples").asDouble()).isEqualTo(400);
      assertThat(fewer.get("meanSamples").asDouble()).isLessThan(400);
      assertThat(all.get("smoothedAccuracy").asDouble()).isGreaterThan(0.6);
      assertThat(lines(fixed)).anyMatch(line -> line.at("/radii/deletions").asInt() > 0);
      assertThat(lines(fixed)).allMatch(line -> line.has("votes") == classifier.equals("votes"));
    }
  }

  @Test
  void aModelThatDoesNotFitTheGraphIsRefused() {
    Console console =
        Console.run(
            "certify",
            "--dataset=" + cornerGraph(),
            "--model=" + model,
            "--targets=all",
            "--out=" + folder.resolve("misfit"));

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err())
        .contains("500")
        .contains("ringfence certify:")
        .doesNotContain("\tat ");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--model=/no/model | 1 | /no/model",
        "--dataset=/no/data | 1 | /no/data does not exist",
        "--regions=0 | 1 | at least one",
        "--regions=/no/file.npy | 1 | /no/file.npy",
        "--targets=/no/targets.npy | 1 | /no/targets.npy",
        "--samples=0 | 2 | --samples is 0; it must be at least 1",
        "--alpha=0.9 | 2 | --alpha is 0.9",
        "--delete-noise=0.9:0.1 | 2 | 0.9:0.1",
        "--budgets=1 | 2 | '1' must be ADDITIONS,DELETIONS",
        "--grid=x | 2 | must be ADDITIONSxDELETIONS",
      })
  void wrongInputIsNamedWithoutATrace(String option, int code, String message) {
    String[] usual = {
      "--dataset=generated:100", "--model=" + model, "--out=" + folder.resolve("bad")
    };
    List<String> arguments = new ArrayList<>(List.of("certify"));
    for (String one : usual) {
      if (!one.startsWith(option.substring(0, option.indexOf('=')))) {
        arguments.add(one);
      }
    }
    arguments.add(option);

    Console console = Console.run(arguments.toArray(String[]::new));

    assertThat(console.code()).isEqualTo(code);
    assertThat(console.err()).contains(message).doesNotContain("\tat ");
  }

  private static Console certify(Path out, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "certify",
                "--dataset=generated:300:2",
                "--model=" + model,
                "--regions=3",
                "--delete-noise=0.3:0.6",
                "--samples=400",
                "--selection-samples=50",
                "--out=" + out));
    arguments.addAll(List.of(more));
    return Console.run(arguments.toArray(String[]::new));
  }

  private static List<JsonNode> lines(Path out) throws IOException {
    List<JsonNode> lines = new ArrayList<>();
    for (String line : Files.readAllLines(out.resolve("certificates.jsonl"))) {
      lines.add(JSON.readTree(line));
    }
    return lines;
  }

  /** Three nodes with two attributes. */
  private static Path cornerGraph() {
    try {
      Path data = Files.createDirectories(folder.resolve("corner"));
      Files.writeString(data.resolve("nodes.csv"), "id,label,attributes:2\na,0,0\nb,1,1\nc,0,0\n");
      Files.writeString(data.resolve("edges.csv"), "source,target\na,b\nb,c\n");
      return data;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
