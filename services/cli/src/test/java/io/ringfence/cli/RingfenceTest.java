package io.ringfence.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.cli.console.FailureMessage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.NoSuchFileException;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

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
  void aUsageErrorIsTheMessageAndWhereHelpIs() {
    Console console = Console.run("certify", "--grid=1000x1");

    assertThat(console.code()).isEqualTo(2);
    assertThat(console.err().lines()).hasSizeLessThanOrEqualTo(3);
    assertThat(console.err())
        .contains("each at most 999")
        .contains("Try 'ringfence certify --help'.");
  }

  @Test
  void theListOfCommandsHasWholeSentences() {
    for (CommandLine command : Ringfence.commandLine().getSubcommands().values()) {
      assertThat(command.getCommandSpec().usageMessage().description()[0]).endsWith(".");
    }
  }

  @Test
  void anOptionIsNamedAsItWasTyped() {
    assertThat(Console.run("train", "--dataset=generated", "--out=x", "--epochs=0").err())
        .contains("--epochs is 0; it must be at least 1.");
  }

  @Test
  void theDemoNamesThePortOptionWhenItsPortIsTaken() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      Console console = Console.run("demo", "--headless", "--port=" + taken.getLocalPort());

      assertThat(console.code()).isEqualTo(1);
      assertThat(console.err()).contains("--port");
    }
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
