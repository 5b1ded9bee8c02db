package io.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.cli.console.FailureMessage;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;

class RingfenceTest {
  @Test
  void helpTellsCommandsAndExitCodes() {
    Console console = Console.run("--help");

    assertThat(console.code()).isZero();
    assertThat(console.out()).contains("Exit codes:").contains("Usage: ringfence");
  }

  @Test
  void everyCommandHasExamplesInItsHelp() {
    for (String command : Ringfence.commandLine().getSubcommands().keySet()) {
      if (!command.equals("help")) {
        Console console = Console.run(command, "--help");

        assertThat(console.code()).as(command).isZero();
        assertThat(console.out())
            .as(command)
            .contains("Examples:")
            .contains("ringfence " + command);
      }
    }
  }

  @Test
  void versionTellsVersionCommitAndJava() {
    Console console = Console.run("--version");

    assertThat(console.out())
        .contains("ringfence ")
        .containsPattern("commit ([0-9a-f]{7,40}|unknown)")
        .contains("Java " + Runtime.version());
  }

  @Test
  void noCommandIsAUsageError() {
    Console console = Console.run();

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("A command is missing");
  }

  @Test
  void anUnknownOptionIsAUsageErrorWithoutATrace() {
    Console console = Console.run("--colour");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err()).contains("--colour").doesNotContain("\tat ");
  }

  @Test
  void outputThatIsNoTerminalHasNoColours() {
    assertThat(Console.run("--help").out()).doesNotContain("\u001b[");
  }

  @Test
  void aFailureIsOneLineWithItsRemedy() {
    assertThat(FailureMessage.describe(new NoSuchFileException("a/b")))
        .isEqualTo("File or folder 'a/b' does not exist; check the path.");
    assertThat(FailureMessage.describe(new IllegalArgumentException("x is 3; lower it.")))
        .isEqualTo("x is 3; lower it.");
    assertThat(FailureMessage.describe(new NullPointerException("oops")))
        .contains("NullPointerException")
        .contains("--stacktrace");
  }
}
