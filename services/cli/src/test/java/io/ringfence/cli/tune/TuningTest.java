package io.ringfence.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuningTest {
  private static final Map<String, String> INPUTS = Map.of("seed", "1");
  private static final List<Rung> LADDER = Rung.ladder(List.of(100, 200, 400));
  private static final List<Combination> ORDER = Tries.combinations(7);

  @TempDir private Path folder = Path.of("");
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> ran = new ArrayList<>();

  @Test
  void theBetterHalfGetsMoreSamples() throws IOException {
    Tuning tuning = tuning(Duration.ofHours(1));

    Tuning.Outcome outcome = tuning.run(this::trial, log(), () -> {});

    assertThat(outcome.complete()).isTrue();
    assertThat(tuning.planned()).isEqualTo(7 + 4 + 2);
    assertThat(ran)
        .containsExactly(
            "0@100", "1@100", "2@100", "3@100", "4@100", "5@100", "6@100", "6@200", "5@200",
            "4@200", "3@200", "6@400", "5@400");
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 6, 7, 9, 12})
  void aRunThatWasInterruptedAfterSomeTrialsFindsTheSameAsOneThatWasNot(int trials)
      throws IOException {
    Tuning tuning = tuning(Duration.ofHours(1));
    Tuning.Trials failing =
        (number, combination, rung) -> {
          if (ran.size() == trials) {
            throw new IOException("power cut");
          }
          return trial(number, combination, rung);
        };
    assertThatThrownBy(() -> tuning.run(failing, log(), () -> {})).hasMessage("power cut");

    Tuning.Outcome resumed = tuning.run(this::trial, log(), () -> {});

    assertThat(ran).hasSize(13).doesNotHaveDuplicates();
    Path other = Files.createDirectories(folder.resolve("other"));
    Tuning.Outcome whole = tuning.run(this::trial, TrialLog.open(other, INPUTS, ORDER), () -> {});
    assertThat(resumed).isEqualTo(whole);
    assertThat(folder.resolve("trials.jsonl"))
        .hasSameTextualContentAs(other.resolve("trials.jsonl"));
  }

  @Test
  void aTrialThatWouldEndAfterTheTimeIsNotBegun() throws IOException {
    Tuning.Outcome outcome = tuning(Duration.ofSeconds(4)).run(this::slowTrial, log(), () -> {});

    assertThat(ran).hasSize(4);
    assertThat(outcome.untried()).isEqualTo(3);
    assertThat(outcome.nextSeconds()).isEqualTo(1);
    assertThat(Wording.progress(outcome)).contains("4 of 13 trials; 3 combinations were not tried");
    assertThat(nanos.get()).isLessThanOrEqualTo(Duration.ofSeconds(4).toNanos());
  }

  @Test
  void moreSamplesAreExpectedToTakeLonger() throws IOException {
    Tuning.Outcome outcome = tuning(Duration.ofMillis(8_500)).run(this::slowTrial, log(), () -> {});

    assertThat(ran).hasSize(7);
    assertThat(outcome.untried()).isZero();
    assertThat(outcome.complete()).isFalse();
    assertThat(outcome.nextSeconds()).isBetween(1.6, 1.7);
  }

  @Test
  void theFirstTrialIsRunWhateverTheTime() throws IOException {
    assertThat(tuning(Duration.ofMillis(1)).run(this::slowTrial, log(), () -> {}).trials())
        .hasSize(1);
  }

  private Tuning tuning(Duration time) {
    return new Tuning(ORDER, LADDER, 0.02, time, nanos::get);
  }

  private TrialLog log() throws IOException {
    return TrialLog.open(folder, INPUTS, ORDER);
  }

  /** The later in the order, the better; more samples help a little. */
  private Trial trial(int number, Combination combination, Rung rung) {
    ran.add(number + "@" + rung.samples());
    double noise = new Random(31L * number + rung.samples()).nextDouble() / 1e3;
    return Tries.trial(number, combination, rung.samples(), 0.9 - noise, 0.1 * number + noise, 1);
  }

  /** Each takes one second. */
  private Trial slowTrial(int number, Combination combination, Rung rung) {
    nanos.addAndGet(Duration.ofSeconds(1).toNanos());
    return trial(number, combination, rung);
  }
}
