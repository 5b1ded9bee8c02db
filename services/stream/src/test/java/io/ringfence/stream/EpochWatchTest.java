package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.engine.Drift;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class EpochWatchTest {

  private static final Drift NONE = new Drift(1, 1, 0, 0);
  private static final Drift GROWN = new Drift(1.6, 1, 0, 0);
  private static final Drift NEARLY = new Drift(1.47, 1, 0, 0);
  private static final EpochRule RULE = EpochRule.DEFAULT;

  private Instant now = Instant.EPOCH;
  private final EpochWatch watch = new EpochWatch(RULE, now);

  private boolean wantsAfter(Duration time, Drift drift) {
    boolean wanted = false;
    Instant end = now.plus(time);
    while (now.isBefore(end)) {
      now = now.plusSeconds(1);
      wanted |= watch.look(now, () -> Optional.of(drift)).isPresent();
    }
    return wanted;
  }

  @Test
  void driftThatLastsAsksForAnEpochOnceTheLastIsOldEnough() {
    assertThat(wantsAfter(RULE.minAge().minusSeconds(1), GROWN)).isFalse();
    assertThat(wantsAfter(RULE.hold(), GROWN)).isTrue();
  }

  @Test
  void driftThatPassesAsksForNone() {
    assertThat(wantsAfter(RULE.minAge(), NONE)).isFalse();
    for (int spike = 0; spike < 10; spike++) {
      assertThat(wantsAfter(RULE.hold().dividedBy(2), GROWN)).isFalse();
      assertThat(wantsAfter(RULE.hold(), NONE)).isFalse();
    }
  }

  @Test
  void fallingBackWithinTheBandDoesNotBeginAnew() {
    assertThat(wantsAfter(RULE.minAge(), NONE)).isFalse();
    assertThat(wantsAfter(RULE.hold().dividedBy(2), GROWN)).isFalse();
    assertThat(wantsAfter(RULE.hold(), NEARLY)).isFalse();
    assertThat(wantsAfter(RULE.hold().dividedBy(2), GROWN)).isTrue();
  }

  @Test
  void aNewEpochHasItsOwnAge() {
    assertThat(wantsAfter(RULE.minAge().plus(RULE.hold()), GROWN)).isTrue();
    watch.begun(now);
    assertThat(wantsAfter(RULE.minAge().minusSeconds(1), GROWN)).isFalse();
  }

  @Test
  void everyKindOfDriftCountsAndARuleThatIsOffAsksForNothing() {
    assertThat(RULE.exceeded(new Drift(1, 1.5, 0, 0), 1)).isPresent();
    assertThat(RULE.exceeded(new Drift(1, 1, 0.1, 0), 1)).isPresent();
    assertThat(RULE.exceeded(new Drift(1, 1, 0, 0.3), 1)).isPresent();
    assertThat(RULE.exceeded(new Drift(0.5, 0.8, -0.1, 0.2), 1)).isEmpty();
    EpochWatch off = new EpochWatch(EpochRule.NEVER, Instant.EPOCH);
    assertThat(off.look(Instant.EPOCH.plus(Duration.ofDays(1)), () -> Optional.of(GROWN)))
        .isEmpty();
  }
}
