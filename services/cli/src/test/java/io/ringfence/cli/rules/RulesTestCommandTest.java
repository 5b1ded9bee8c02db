package io.ringfence.cli.rules;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.cli.Console;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A recorded run of the demo before the default rules and others. */
@SuppressWarnings("NullAway.Init")
class RulesTestCommandTest {

  @TempDir private Path folder;

  private static String resource(String name) {
    try {
      return Path.of(RulesTestCommandTest.class.getResource(name).toURI()).toString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e);
    }
  }

  private String file(String name, String text) throws IOException {
    return Files.writeString(folder.resolve(name), text).toString();
  }

  @Test
  void theDefaultRulesRaiseTheAttackedCommunityAndNothingElse() throws IOException {
    Console console =
        Console.run(
            "rules",
            "test",
            "--rules",
            file("rules.yaml", "structure: false\n"),
            "--recorded",
            resource("demo.ndjson.gz"),
            "--expected",
            resource("expected.txt"));

    assertThat(console.code()).as(console.err()).isZero();
    assertThat(console.out())
        .contains("community-weakened", "label 2", "how:", "of 60 nodes", "why:", "cheapest in")
        .contains("1 alerts began, 0 still fire");
  }

  @Test
  void otherAlertsThanExpectedFail() throws IOException {
    String rules =
        file("rules.yaml", "rules: [{name: strict, quantity: certified-share, below: 0.2}]\n");

    Console console =
        Console.run(
            "rules",
            "test",
            "--rules",
            rules,
            "--recorded",
            resource("demo.ndjson.gz"),
            "--expect",
            "1");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("Expected 1 alerts, but 0 began.");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "no json       | is no JSON",
        "{\"topic\":1} | lacks one of topic, ts, key and payload",
      })
  void aLineThatIsNoRecordIsNamed(String line, String message) throws IOException {
    Console console =
        Console.run(
            "rules",
            "test",
            "--rules",
            file("rules.yaml", "rules: []\n"),
            "--recorded",
            file("bad.ndjson", "\n" + line + "\n"));

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("Line 2 of", message);
  }

  @Test
  void theExampleInDeployIsValid() throws IOException {
    Console console =
        Console.run(
            "rules",
            "test",
            "--rules",
            "../../deploy/rules.example.yaml",
            "--recorded",
            file("empty.ndjson", ""),
            "--expect",
            "0");

    assertThat(console.code()).as(console.err()).isZero();
  }
}
