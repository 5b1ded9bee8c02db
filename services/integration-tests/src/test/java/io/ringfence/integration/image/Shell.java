package io.ringfence.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/** Commands in the root of the checkout, as a user types them. */
record Shell(Map<String, String> environment) {

  static final Path HOME = Path.of("../..").toAbsolutePath().normalize();
  private static final Duration PATIENCE = Duration.ofMinutes(8);

  /** How a command ended and what it wrote to both streams. */
  record Answer(int code, String output) {}

  Answer run(List<String> command) throws IOException, InterruptedException {
    Path output = Files.createTempFile("shell", ".txt");
    try {
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(HOME.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().putAll(environment);
      Process process = builder.start();
      if (!process.waitFor(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) {
        process.destroyForcibly();
        throw new AssertionError(command + " takes longer than " + PATIENCE);
      }
      return new Answer(process.exitValue(), Files.readString(output, StandardCharsets.UTF_8));
    } finally {
      Files.delete(output);
    }
  }

  /** What a command writes that must succeed. */
  String succeed(String... command) throws IOException, InterruptedException {
    Answer answer = run(List.of(command));
    assertThat(answer.code()).as(String.join(" ", command) + ": " + answer.output()).isZero();
    return answer.output().strip();
  }
}
