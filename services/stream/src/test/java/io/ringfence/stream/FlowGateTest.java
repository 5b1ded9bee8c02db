package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FlowGateTest {

  private static final FlowGate.Flow OPEN = new FlowGate.Flow(false, Optional.empty());

  private double heap;
  private final FlowGate gate =
      new FlowGate(new FlowLimits(1000, 0.8, 100, Duration.ofMillis(10)), () -> heap);

  @Test
  void closesAtTheLimitAndOpensWhenHalfIsApplied() {
    assertThat(gate.look(999)).isEqualTo(OPEN);
    assertThat(gate.look(1000).closed()).isTrue();
    assertThat(gate.look(1000).reason())
        .hasValueSatisfying(why -> assertThat(why).contains("1000"));
    assertThat(gate.look(500).closed()).isTrue();
    assertThat(gate.look(499)).isEqualTo(OPEN);
    assertThat(gate.look(999)).isEqualTo(OPEN);
  }

  @Test
  void aFullHeapClosesItUntilSomeIsFree() {
    heap = 0.8;
    assertThat(gate.look(1).closed()).isTrue();
    assertThat(gate.look(1).reason()).hasValueSatisfying(why -> assertThat(why).contains("80 %"));
    heap = 0.75;
    assertThat(gate.look(1).closed()).isTrue();
    heap = 0.7;
    assertThat(gate.look(1)).isEqualTo(OPEN);
  }

  @Test
  void aHeapThatStaysFullThoughNothingWaitsLetsABiteIn() {
    heap = 0.95;
    assertThat(gate.look(10).closed()).isTrue();

    FlowGate.Flow flow = gate.look(0);

    assertThat(flow.closed()).isFalse();
    assertThat(flow.reason()).hasValueSatisfying(why -> assertThat(why).contains("95 %"));
    assertThat(gate.look(10).closed()).isTrue();
  }

  @Test
  void theSmallestLimitOpensToo() {
    FlowGate tiny = new FlowGate(new FlowLimits(1, 1, 1, Duration.ofMillis(10)), () -> 0);
    assertThat(tiny.look(1).closed()).isTrue();
    assertThat(tiny.look(0)).isEqualTo(OPEN);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void isNeverClosedWhileNothingWaits(long seed) {
    Random random = new Random(seed);
    for (int k = 0; k < 1000; k++) {
      heap = random.nextDouble();
      long waiting = random.nextInt(3) * random.nextLong(1500);
      assertThat(gate.look(waiting).closed()).isIn(false, waiting > 0);
    }
  }

  @Test
  void theWholeHeapAsLimitTurnsItOff() {
    heap = 2;
    FlowGate off = new FlowGate(new FlowLimits(1000, 1, 100, Duration.ofMillis(10)), () -> heap);
    assertThat(off.look(1)).isEqualTo(OPEN);
  }
}
