package io.ringfence.cli.verify;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.cli.Console;
import io.ringfence.verifier.Check;
import io.ringfence.verifier.Finding;
import io.ringfence.verifier.Verification;
import io.ringfence.verifier.Verifier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A receipt of a real run, whole and with changed digits. */
class VerifyCommandTest {
  private static final Pattern NUMBER =
      Pattern.compile("\"(\\w+)\"\\s*:\\s*(-?\\d[-+.\\dEe]*)|(?<=[\\[,\\s])(\\d+)(?=[,\\]\\s])");

  /** Fields whose digits nothing else tells; README.md of the verifier has the same list. */
  private static final Set<String> ONLY_BY_DIGEST =
      Set.of(
          "index",
          "degree",
          "predictedClass",
          "label",
          "hidden",
          "classes",
          "edges",
          "attributes",
          "cleanAccuracy",
          "selectionSamples",
          "seed",
          "threads",
          "region",
          "searchNodes",
          // certified 0 is true of many budgets
          "budget",
          "radiusCap",
          "loadingSeconds",
          "smoothingSeconds",
          "boundsSeconds",
          "collectiveSeconds");

  private static Path original = Path.of("");
  @TempDir private Path copy = Path.of("");

  @BeforeAll
  static void certify(@TempDir Path folder) {
    Path model = folder.resolve("model");
    original = folder.resolve("result");
    run(
        "train",
        "--dataset=generated:100:2",
        "--architecture=gcn",
        "--out=" + model,
        "--hidden=8",
        "--epochs=60",
        "--delete-noise=0.3:0.6");
    run(
        "certify",
        "--dataset=generated:100:2",
        "--model=" + model,
        "--regions=3",
        "--add-noise=0.05:0.1",
        "--delete-noise=0.3:0.6",
        "--samples=100",
        "--selection-samples=50",
        "--targets=all",
        "--grid=1x2",
        "--out=" + original);
  }

  private static void run(String... arguments) {
    Console console = Console.run(arguments);
    assertThat(console.code()).as(console.err()).isZero();
  }

  @BeforeEach
  void copy() throws IOException {
    for (String name :
        List.of("summary.json", "certificates.jsonl", "collective.json", "SHA256SUMS")) {
      Files.copy(original.resolve(name), copy.resolve(name));
    }
  }

  @Test
  void aReceiptOfARealRunHoldsInEveryNumber() {
    Console console = Console.run("verify", original.toString());

    assertThat(console.code()).as(console.out()).isZero();
    assertThat(console.out())
        .contains("Everything was rechecked and holds.")
        .containsPattern("collective +6 +0 +0")
        .containsPattern("lower bound +100 +0 +0");
  }

  @Test
  void aChangedNumberIsNamedWithItsRecordAndItsTrueValue() throws IOException {
    Path lines = copy.resolve("certificates.jsonl");
    String text = Files.readString(lines);
    Files.writeString(lines, text.replaceFirst("\"votes\":(\\d+)", "\"votes\":51"));

    Console console = Console.run("verify", copy.toString());
    Console json = Console.run("verify", "--json", lines.toString());

    assertThat(console.code()).isEqualTo(3);
    assertThat(console.out())
        .contains("WRONG: certificates.jsonl line 1 node n0: lowerBound is 0.")
        .contains("Something is WRONG");
    assertThat(json.code()).isEqualTo(3);
    JsonNode findings = new ObjectMapper().readTree(json.out()).get("findings");
    assertThat(findings.toString()).contains("SHA256SUMS").contains("lowerBound");
  }

  @Test
  void withoutItsSummaryNothingCanBeRechecked() throws IOException {
    Files.delete(copy.resolve("summary.json"));

    Console console = Console.run("verify", copy.resolve("certificates.jsonl").toString());

    assertThat(console.code()).isEqualTo(5);
    assertThat(console.out()).contains("not checkable").contains("Nothing could be rechecked.");
  }

  @Test
  void whatIsBeyondTheEffortIsSaidAndNeverPassed() {
    Console console = Console.run("verify", "--effort=20", original.toString());

    assertThat(console.code()).isEqualTo(4);
    assertThat(console.out()).contains("too many allocations of 1 additions and 2 deletions");
  }

  @Test
  void aFileThatIsNotThereIsNamed() {
    Console console = Console.run("verify", "/no/receipt");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("/no/receipt").doesNotContain("\tat ");
  }

  @Test
  void everyChangedDigitOfEveryNumberIsFound() throws IOException {
    Random random = new Random(3);
    Set<String> digestOnly = new TreeSet<>();
    int[] found = new int[2];
    for (String name : List.of("collective.json", "summary.json", "certificates.jsonl")) {
      String text = Files.readString(copy.resolve(name));
      int end = name.endsWith("l") ? text.indexOf("\"n2\"") : text.length();
      for (MatchResult number : NUMBER.matcher(text.substring(0, end)).results().toList()) {
        int group = number.group(2) == null ? 3 : 2;
        for (int at = number.start(group); at < number.end(group); at++) {
          if (Character.isDigit(text.charAt(at))) {
            String changed = withOtherDigit(text, at, number.start(group), random);
            Files.writeString(copy.resolve(name), changed);
            if (isFoundBeyondDigest()) {
              found[0]++;
            } else {
              found[1]++;
              note(name, number, group, at, digestOnly);
            }
          }
        }
      }
      Files.writeString(copy.resolve(name), text);
    }
    System.out.printf(
        "changed digits found by recomputation: %d, by the digest alone: %d (%s)%n",
        found[0], found[1], digestOnly);
    assertThat(digestOnly).isSubsetOf(ONLY_BY_DIGEST);
    assertThat(found[0]).isGreaterThan(250);
  }

  /** Digits beyond the ninth of a real number are below the nearness of bounds. */
  private static void note(
      String file, MatchResult number, int group, int at, Set<String> digestOnly) {
    int point = number.group(group).indexOf('.');
    boolean beyond = point >= 0 && at - number.start(group) - point >= 9;
    if (!beyond) {
      String field = group == 2 ? number.group(1) : "threshold";
      boolean budget = field.equals("additions") || field.equals("deletions");
      digestOnly.add(budget && file.equals("collective.json") ? "budget" : field);
      System.out.println("ZZZ " + number.group() + " " + at);
    }
  }

  private static String withOtherDigit(String text, int at, int start, Random random) {
    char digit = text.charAt(at);
    char other = digit;
    while (other == digit || (at == start && other == '0')) {
      other = (char) ('0' + random.nextInt(10));
    }
    return text.substring(0, at) + other + text.substring(at + 1);
  }

  private boolean isFoundBeyondDigest() throws IOException {
    Verification verification =
        new Verifier(Verifier.USUAL_EFFORT, bytes -> {}).verify(List.of(copy));
    assertThat(verification.verdict()).isEqualTo(Verification.Verdict.WRONG);
    return verification.findings().stream().map(Finding::check).anyMatch(c -> c != Check.DIGEST);
  }
}
