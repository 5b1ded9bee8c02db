package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherIT {
  @Test
  void theVersionIsTold(@TempDir Path folder) {
    try (Program program = Program.run(folder, "--version")) {
      assertThat(program.code()).as(program.output()).isZero();
      assertThat(program.output()).contains("ringfence ").contains("Java ");
    }
  }

  @Test
  void aWrongCommandLineHasItsOwnExitCode(@TempDir Path folder) {
    try (Program program = Program.run(folder, "certify", "--colour")) {
      assertThat(program.code()).isEqualTo(2);
    }
  }

  @Test
  void aFailureIsOneLineWithoutATrace(@TempDir Path folder) {
    try (Program program =
        Program.run(
            folder, "certify", "--dataset", "nowhere", "--model", "nowhere", "--out", "out")) {
      assertThat(program.code()).isEqualTo(1);
      assertThat(program.output().lines()).hasSize(1);
      assertThat(program.output()).startsWith("ringfence certify: ").contains("nowhere");
    }
  }
}
