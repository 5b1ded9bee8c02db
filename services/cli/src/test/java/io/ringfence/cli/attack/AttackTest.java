package io.ringfence.cli.attack;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.VoteTally;
import io.ringfence.cli.Console;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AttackTest {
  private static final ObjectMapper JSON = new ObjectMapper();

  private static Path folder = Path.of("");

  @BeforeAll
  static void certify(@TempDir Path shared) {
    folder = shared;
    train("model", 30);
    Console console =
        Console.run(
            "certify",
            "--dataset=generated:200:2",
            "--model=" + folder.resolve("model"),
            "--regions=3",
            "--delete-noise=0.3:0.6",
            "--samples=400",
            "--selection-samples=50",
            "--budgets=0,2",
            "--out=" + folder.resolve("out"));
    assertThat(console.code()).as(console.err()).isZero();
  }

  @Test
  void noCertificateOfAnHonestRunBreaks() throws IOException {
    Console console = attack("out", "--nodes=4", "--collective=1", "--json");

    assertThat(console.code()).as(console.err()).isZero();
    JsonNode result = JSON.readTree(console.out());
    assertThat(result.get("broken").asInt()).isZero();
    assertThat(result.get("nodes")).hasSize(8);
    assertThat(result.at("/collective/0/fallen").asInt())
        .isLessThanOrEqualTo(result.at("/collective/0/bound").asInt());
    assertThat(result.findValues("fellAt")).isNotEmpty();
    for (JsonNode node : result.get("nodes")) {
      if (node.has("fellAt")) {
        assertThat(node.get("fellAt").asInt()).isGreaterThan(node.get("radius").asInt());
      }
    }
  }

  /** A mutation of the product: radii beyond what is true must be found out. */
  @Test
  void inflatedRadiiAreBroken() throws IOException {
    Path inflated = copy("inflated");
    List<String> lines = new ArrayList<>();
    for (String line : Files.readAllLines(inflated.resolve("certificates.jsonl"))) {
      ObjectNode node = (ObjectNode) JSON.readTree(line);
      ((ObjectNode) node.get("radii")).put("additions", 48);
      lines.add(JSON.writeValueAsString(node));
    }
    Files.write(inflated.resolve("certificates.jsonl"), lines);

    Console console = attack("inflated", "--nodes=4", "--collective=0");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out()).contains("BROKEN");
  }

  @Test
  void anInflatedCollectiveCertificateIsBroken() throws IOException {
    Path inflated = copy("together");
    JsonNode budgets = JSON.readTree(inflated.resolve("collective.json").toFile());
    ObjectNode entry = (ObjectNode) budgets.get(0);
    entry.put("deletions", 400).put("additions", 400);
    entry.put("certified", entry.get("targets").asInt() - entry.get("abstained").asInt());
    Files.writeString(inflated.resolve("collective.json"), budgets.toString());

    Console console = attack("together", "--nodes=0", "--collective=1");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.out()).contains("BROKEN");
  }

  @Test
  void theSameSeedMakesTheSameAttacks() {
    String once = attack("out", "--nodes=2", "--collective=0", "--threads=1").out();

    assertThat(attack("out", "--nodes=2", "--collective=0", "--threads=2").out()).isEqualTo(once);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "--dataset=generated:200:3 | The graph with its regions has the fingerprint",
        "--regions=2 | The graph with its regions has the fingerprint",
        "--model=OTHER | The model has the fingerprint",
        "--node-ids=nobody | Node 'nobody' has no certificate",
      })
  void whatWasNotCertifiedIsRefused(String option, String message) {
    if (option.endsWith("OTHER")) {
      train("other", 1);
    }

    Console console = attack("out", option.replace("OTHER", folder.resolve("other").toString()));

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains(message);
  }

  @ParameterizedTest
  @CsvSource({
    "100, 0, true, HELD",
    "0, 100, true, BROKEN",
    "50, 50, true, UNDECIDED",
    "20, 40, true, BROKEN",
    "40, 5, false, UNDECIDED",
    "45, 5, false, HELD",
    "45, 5, true, UNDECIDED"
  })
  void votesDecide(long votes, long rival, boolean majority, Verdict expected) {
    VoteTally tally =
        VoteTally.of(votes, rival, (100 - votes - rival) / 2, (100 - votes - rival + 1) / 2);

    assertThat(Judge.verdict(new Judge.Claim(0, 0, majority), tally, 0.2)).isEqualTo(expected);
  }

  @Test
  void beyondTheRadiusFlipsDouble() {
    assertThat(NodeAttack.sizes(3, 64)).containsExactly(4, 5, 10, 20, 40);
    assertThat(NodeAttack.sizes(0, 4)).containsExactly(1, 2, 4);
  }

  private static void train(String name, int epochs) {
    Console.run(
        "train",
        "--dataset=generated:200:2",
        "--hidden=8",
        "--epochs=" + epochs,
        "--delete-noise=0.3:0.6",
        "--out=" + folder.resolve(name));
  }

  private static Path copy(String name) throws IOException {
    Path copy = Files.createDirectories(folder.resolve(name));
    for (String file : List.of("summary.json", "certificates.jsonl", "collective.json")) {
      Files.copy(folder.resolve("out").resolve(file), copy.resolve(file));
    }
    return copy;
  }

  private static Console attack(String result, String... more) {
    List<String> arguments =
        new ArrayList<>(
            List.of(
                "attack",
                "--result=" + folder.resolve(result),
                "--device=cpu",
                "--samples=400",
                "--cap=64"));
    arguments.addAll(List.of(more));
    return Console.run(arguments.toArray(String[]::new));
  }
}
