package io.ringfence.stream.pool;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class PoolPulseTest {

  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final List<PoolEvent> events = new ArrayList<>();
  private final PoolPulse pulse = new PoolPulse(Duration.ofSeconds(10), events::add);

  @Test
  void aPoolThatNeverAnsweredIsNotWaitedFor() {
    assertThat(pulse.answers()).isFalse();
    assertThat(pulse.mayProbe(5)).isTrue();
    assertThat(pulse.mayProbe(6)).isFalse();
    assertThat(pulse.mayProbe(5 + PATIENCE)).isTrue();
    assertThat(events).isEmpty();
  }

  @Test
  void whatWasHeardLaterThanAPartWasSentSpeaksForThePool() {
    pulse.heard(100);

    pulse.missed(50);
    assertThat(pulse.answers()).isTrue();

    pulse.missed(150);
    assertThat(pulse.answers()).isFalse();
    assertThat(events).containsExactly(new PoolEvent.Pulse(true), new PoolEvent.Pulse(false));
  }

  @Test
  void patienceIsAFewUsualRoundTripsAndNeverMoreThanAllowed() {
    assertThat(pulse.resendAfter()).isEqualTo(PATIENCE);

    pulse.tookRoundTrip(TimeUnit.MILLISECONDS.toNanos(1));
    assertThat(pulse.resendAfter()).isEqualTo(TimeUnit.SECONDS.toNanos(1));

    for (int k = 0; k < 100; k++) {
      pulse.tookRoundTrip(TimeUnit.SECONDS.toNanos(100));
    }
    assertThat(pulse.resendAfter()).isEqualTo(PATIENCE);
  }
}
