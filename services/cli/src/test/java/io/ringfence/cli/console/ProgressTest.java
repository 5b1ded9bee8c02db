package io.ringfence.cli.console;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
  private final AtomicLong clock = new AtomicLong();

  @Test
  void withoutATerminalItPrintsFewLines() {
    PrintStream out = new PrintStream(bytes, true, StandardCharsets.UTF_8);
    try (Progress progress = new Progress.Lines(out, clock::get, "smoothing", "samples", 2_000)) {
      for (int i = 0; i < 20; i++) {
        clock.addAndGet(1_000_000_000L);
        progress.advance(100);
      }
    }

    assertThat(bytes.toString(StandardCharsets.UTF_8).lines())
        .containsExactly(
            "smoothing: 1,000 of 2,000 samples (50 %)", "smoothing: 2,000 samples in 20.0 s");
  }
}
