package io.ringfence.smoother;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.hosting.management.Health;
import io.ringfence.stream.LoopState;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class SmoothingWorkerTest {

  private static final Duration PATIENCE = Duration.ofSeconds(15);

  @Test
  void isReadyWhileABrokerAnswers() {
    Health health =
        SmoothingWorker.health(new LoopState.Running(), Duration.ofSeconds(14), PATIENCE);

    assertThat(health.ready()).isTrue();
    assertThat(health.reasons()).isEmpty();
  }

  @Test
  void isAliveAndNotReadyWhenNoneHasAnsweredForItsPatience() {
    Health health =
        SmoothingWorker.health(new LoopState.Running(), Duration.ofSeconds(15), PATIENCE);

    assertThat(health.ready()).isFalse();
    assertThat(health.live()).isTrue();
    assertThat(health.reasons())
        .singleElement()
        .satisfies(why -> assertThat(why).contains("15 s", "management.kafka-patience"));
  }
}
