package io.ringfence.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TuneTrialLogTest {
  private static final Map<String, String> INPUTS = Map.of("model", "abc", "seed", "1");
  private static final List<Combination> ORDER = Tries.combinations(3);

  @TempDir private Path folder = Path.of("");

  @Test
  void trialsAreReadAsTheyWereWritten() throws IOException {
    TrialLog log = TrialLog.open(folder, INPUTS, ORDER);
    Trial first = Tries.trial(0, 200, 2.0 / 3, 1.0 / 7);
    Trial second = Tries.trial(2, 500, 0.1 + 0.2, 1e-9);
    log.append(first);
    log.append(second);

    TrialLog again = TrialLog.open(folder, INPUTS, ORDER);

    assertThat(again.trials()).containsExactly(first, second);
    assertThat(again.find(2, Rung.of(500))).contains(second);
    assertThat(again.find(2, Rung.of(200))).isEmpty();
  }

  @Test
  void aLineCutShortIsDropped() throws IOException {
    TrialLog log = TrialLog.open(folder, INPUTS, ORDER);
    log.append(Tries.trial(0, 200, 0.9, 0.5));
    Path file = folder.resolve("trials.jsonl");
    String whole = Files.readString(file);
    Files.writeString(file, "{\"number\":1,\"reg", StandardOpenOption.APPEND);

    assertThat(TrialLog.open(folder, INPUTS, ORDER).trials()).hasSize(1);
    assertThat(file).hasContent(whole);
  }

  @Test
  void otherInputsAreRefusedWithBothValues() throws IOException {
    TrialLog.open(folder, INPUTS, ORDER);

    assertThatThrownBy(() -> TrialLog.open(folder, Map.of("model", "abc", "seed", "2"), ORDER))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("trials.jsonl' holds trials with seed 1, but now it is 2;")
        .hasMessageContaining("another --out");
  }

  @Test
  void aDamagedLineIsNamed() throws IOException {
    TrialLog.open(folder, INPUTS, ORDER).append(Tries.trial(0, 200, 0.9, 0.5));
    Files.writeString(
        folder.resolve("trials.jsonl"), "{\"number\":7}\n", StandardOpenOption.APPEND);

    assertThatThrownBy(() -> TrialLog.open(folder, INPUTS, ORDER))
        .hasMessageContaining("Line 3 of")
        .hasMessageContaining("remove");
  }
}
