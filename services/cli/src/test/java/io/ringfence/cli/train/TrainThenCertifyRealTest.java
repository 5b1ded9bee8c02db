package io.ringfence.cli.train;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The two commands as a user chains them for real-valued attributes. */
class TrainThenCertifyRealTest {
  private static final String DATASET = "--dataset=generated-real:200:2";

  private final Path folder;

  TrainThenCertifyRealTest(@TempDir Path folder) {
    this.folder = folder;
  }

  private void train(String noise) {
    Console console =
        Console.run(
            "train",
            DATASET,
            "--noise=" + noise,
            "--scales=0.5:1",
            "--hidden=16",
            "--epochs=60",
            "--out=" + folder.resolve("model"));
    assertThat(console.code()).as(console.err()).isZero();
  }

  private Console certify(String... options) {
    String[] usual = {
      "certify",
      DATASET,
      "--model=" + folder.resolve("model"),
      "--regions=2",
      "--samples=400",
      "--selection-samples=50",
      "--targets=all",
      "--out=" + folder.resolve("out")
    };
    String[] all = new String[usual.length + options.length];
    System.arraycopy(usual, 0, all, 0, usual.length);
    System.arraycopy(options, 0, all, usual.length, options.length);
    return Console.run(all);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gaussian", "uniform"})
  void distancesAreCertified(String noise) throws IOException {
    train(noise);

    Console console = certify("--noise=" + noise, "--scales=0.5:1", "--distances=0.05;0.4");

    assertThat(console.code()).as(console.err()).isZero();
    JsonNode collective =
        new ObjectMapper().readTree(folder.resolve("out/collective.json").toFile());
    assertThat(collective).hasSize(2);
    int near = collective.get(0).get("certified").asInt();
    assertThat(near).isBetween(collective.get(0).get("naive").asInt(), 200).isGreaterThan(60);
    assertThat(collective.get(1).get("certified").asInt()).isLessThanOrEqualTo(near);
    assertThat(Files.readAllLines(folder.resolve("out/certificates.jsonl"))).hasSize(200);
  }

  @Test
  void noiseForBitsIsRefused() {
    train("gaussian");

    Console console = certify();

    assertThat(console.code()).isNotZero();
    assertThat(console.err()).contains("real-valued").doesNotContain("\tat ");
  }
}
