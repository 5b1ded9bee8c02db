package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;

/**
 * The program as a user starts it: {@code ./ringfence} in a process of its own, as this build has
 * packaged it. Closing it ends the process.
 */
public final class Program implements AutoCloseable {
  private static final Duration LOOK = Duration.ofMillis(20);
  private static final Path LAUNCHER = Path.of("../../ringfence").toAbsolutePath().normalize();

  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /**
   * Starts a command.
   *
   * @param folder where it runs and where its output is kept
   */
  public static Program start(Path folder, String... arguments) {
    return startWith(folder, "", arguments);
  }

  /**
   * Starts a command with options for its virtual machine.
   *
   * @param options separated by spaces
   */
  static Program startWith(Path folder, String options, String... arguments) {
    List<String> command = new ArrayList<>(List.of(LAUNCHER.toString()));
    command.addAll(List.of(arguments));
    return start(folder, options, command);
  }

  /** Starts a class of the tests that has a main method. */
  static Program start(Path folder, Class<?> main, String... arguments) {
    String classPath =
        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseParallelGC",
                "-XX:TieredStopAtLevel=1",
                "-Dai.djl.offline=true",
                "-cp",
                classPath,
                main.getName()));
    command.addAll(List.of(arguments));
    return start(folder, "", command);
  }

  private static Program start(Path folder, String options, List<String> command) {
    try {
      Path output = Files.createTempFile(folder, "output", ".txt");
      ProcessBuilder builder =
          new ProcessBuilder(command)
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .redirectOutput(output.toFile());
      builder.environment().put("RINGFENCE_NO_BUILD", "1");
      builder.environment().merge("RINGFENCE_JAVA_OPTS", options, (one, more) -> one + " " + more);
      return new Program(builder.start(), output);
    } catch (IOException e) {
      throw new AssertionError("The program does not start.", e);
    }
  }

  /** Runs a command to its end. */
  static Program run(Path folder, String... arguments) {
    Program program = start(folder, arguments);
    try {
      if (!program.process.waitFor(3, TimeUnit.MINUTES)) {
        String stacks = program.stacks();
        program.close();
        throw new AssertionError(
            "Still running after 3 minutes: " + program.output() + System.lineSeparator() + stacks);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the program ran.", e);
    }
    return program;
  }

  /** Runs a command, which must succeed. */
  static void succeed(Path folder, String... arguments) {
    try (Program program = run(folder, arguments)) {
      assertThat(program.code()).as(program.output()).isZero();
    }
  }

  /** Trains a small model on the generated graph of so many nodes, into the folder "model". */
  static void train(Path folder, int nodes) {
    succeed(
        folder,
        "train",
        "--dataset",
        "generated:" + nodes,
        "--out",
        "model",
        "--hidden",
        "16",
        "--epochs",
        "40");
  }

  /** Waits for something, for as long as the program runs, which it must. */
  void awaitThat(Duration patience, Callable<Boolean> condition) {
    Awaitility.await()
        .atMost(patience)
        .pollInterval(LOOK)
        .until(
            () -> {
              assertThat(runs()).as(output()).isTrue();
              return condition.call();
            });
  }

  /** Waits until it has written this. */
  void awaitOutput(Duration patience, String text) {
    awaitThat(patience, () -> output().contains(text));
  }

  /** What its threads are doing. */
  private String stacks() {
    try {
      Process jstack =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "jstack").toString(),
                  String.valueOf(process.pid()))
              .redirectErrorStream(true)
              .start();
      return new String(jstack.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "Its threads cannot be asked: " + e;
    }
  }

  /** Exit code; only after the end. */
  int code() {
    return process.exitValue();
  }

  /** Whether it has not ended. */
  public boolean runs() {
    return process.isAlive();
  }

  /** Everything written so far, to both streams. */
  public String output() {
    try {
      return Files.readString(output, StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new AssertionError("Output cannot be read.", e);
    }
  }

  /** Ends it without a chance to put anything in order. */
  void kill() {
    process.destroyForcibly();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        throw new AssertionError("Still running 30 s after it was killed.");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new AssertionError("Interrupted while the program was killed.", e);
    }
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
