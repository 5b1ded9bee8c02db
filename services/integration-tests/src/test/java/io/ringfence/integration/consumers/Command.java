package io.ringfence.integration.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Assumptions;

/** A program of another language in a process of its own. Closing it ends the process. */
public final class Command implements AutoCloseable {

  private static final int LONGEST_SECONDS = 180;

  private final Process process;
  private final Path output;

  private Command(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  public static Command start(Path folder, List<String> words) throws IOException {
    Path output = Files.createTempFile("ringfence-consumer", ".log");
    return new Command(
        new ProcessBuilder(words)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start(),
        output);
  }

  /** Runs to the end; aborts the test with the reason if that is not reached. */
  public static void require(Path folder, List<String> words) throws Exception {
    try (Command command = start(folder, words)) {
      boolean ended = command.process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
      Assumptions.assumeTrue(
          ended && command.process.exitValue() == 0,
          () -> "'%s' does not work here: %s".formatted(String.join(" ", words), command.output()));
    } catch (IOException e) {
      Assumptions.abort("'%s' is not here: %s".formatted(words.get(0), e.getMessage()));
    }
  }

  void succeeds() throws InterruptedException {
    assertThat(process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS)).as(output()).isTrue();
    assertThat(process.exitValue()).as(output()).isZero();
  }

  List<String> lines() {
    return output().lines().toList();
  }

  public String output() {
    try {
      return Files.readString(output);
    } catch (IOException e) {
      return String.valueOf(e.getMessage());
    }
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }
}
