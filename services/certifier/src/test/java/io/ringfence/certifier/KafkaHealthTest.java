package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.stream.CertifierEvent;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

class KafkaHealthTest {

  private static final Duration HEARD = Duration.ofSeconds(1);
  private static final CertifierEvent ABORTED = new CertifierEvent.Aborted("too few replicas");
  private static final CertifierEvent COMMITTED =
      new CertifierEvent.Committed(1, 1, Duration.ofMillis(1));
  private static final CertifierEvent RESTORED =
      new CertifierEvent.Restored(0, 1, 1, 1, Duration.ofMillis(1), Map.of());

  private Instant now = Instant.EPOCH;
  private final KafkaHealth health = new KafkaHealth(Duration.ofSeconds(15), () -> now);

  @Test
  void silenceIsTroubleOnlyAfterThePatience() {
    assertThat(health.trouble(Duration.ofMillis(14_999))).isEmpty();
    assertThat(health.trouble(Duration.ofSeconds(15)))
        .hasValueSatisfying(why -> assertThat(why).contains("15 s", "kafka.bootstrap.servers"));
  }

  @Test
  void failedTransactionsAreTroubleUntilOneSucceeds() {
    health.on(ABORTED);
    pass(14);
    assertThat(health.trouble(HEARD)).isEmpty();
    pass(1);
    assertThat(health.trouble(HEARD))
        .hasValueSatisfying(why -> assertThat(why).contains("15 s", "too few replicas"));

    health.on(COMMITTED);

    assertThat(health.trouble(HEARD)).isEmpty();
  }

  @Test
  void readingStateBackBetweenFailuresIsNoEndOfTrouble() {
    for (int k = 0; k < 4; k++) {
      health.on(ABORTED);
      pass(4);
      health.on(RESTORED);
      pass(1);
    }

    assertThat(health.trouble(HEARD))
        .hasValueSatisfying(why -> assertThat(why).contains("for 20 s"));
  }

  @Test
  void whoHasReadItsStateBackAndFailsNoMoreIsWell() {
    health.on(ABORTED);
    pass(20);
    health.on(RESTORED);
    pass(29);
    assertThat(health.trouble(HEARD)).isPresent();

    pass(1);

    assertThat(health.trouble(HEARD)).isEmpty();
  }

  private void pass(int seconds) {
    now = now.plusSeconds(seconds);
  }
}
