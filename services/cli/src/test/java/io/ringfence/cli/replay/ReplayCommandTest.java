package io.ringfence.cli.replay;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.cli.Console;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReplayCommandTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "--rate=-1 | --rate is -1.0; it must be 0 or more",
        "--batch=0 | --batch is 0; it must be at least 1",
        "--churn=-2 | --churn is -2; it must be 0 or more",
        "--attack=n1 | 'n1' must be node=ID",
        "--encoding=xml | xml",
        "--seed=x | 'x' is not a long",
        "--kafka=acks | KEY=VALUE",
      })
  void aWrongOptionIsAUsageError(String option, String message) {
    Console console =
        Console.run(
            "replay", "--dataset=generated:100", "--graph=g", "--bootstrap=localhost:1", option);

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains(message).doesNotContain("\tat ");
  }

  @Test
  void aMissingDatasetIsNamed() {
    Console console =
        Console.run("replay", "--dataset=/no/such", "--graph=g", "--bootstrap=localhost:1");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("/no/such does not exist").doesNotContain("\tat ");
  }

  @Test
  void aWrongAddressIsNamedAtOnce() {
    Console console =
        Console.run("replay", "--dataset=generated:100", "--graph=g", "--bootstrap=nonsense");

    assertThat(console.code()).isEqualTo(1);
    assertThat(console.err()).contains("nonsense").contains("--bootstrap").doesNotContain("\tat ");
  }
}
