package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class FlowGateTest {

  private double heap;
  private final FlowGate gate =
      new FlowGate(new FlowLimits(1000, 0.8, 100, Duration.ofMillis(10)), () -> heap);

  @Test
  void closesAtTheLimitAndOpensWhenHalfIsApplied() {
    assertThat(gate.closed(999)).isEmpty();
    assertThat(gate.closed(1000)).hasValueSatisfying(why -> assertThat(why).contains("1000"));
    assertThat(gate.closed(500)).isPresent();
    assertThat(gate.closed(499)).isEmpty();
    assertThat(gate.closed(999)).isEmpty();
  }

  @Test
  void aFullHeapClosesItUntilSomeIsFree() {
    heap = 0.8;
    assertThat(gate.closed(0)).hasValueSatisfying(why -> assertThat(why).contains("80 %"));
    heap = 0.75;
    assertThat(gate.closed(0)).isPresent();
    heap = 0.7;
    assertThat(gate.closed(0)).isEmpty();
  }

  @Test
  void theWholeHeapAsLimitTurnsItOff() {
    heap = 2;
    FlowGate off = new FlowGate(new FlowLimits(1000, 1, 100, Duration.ofMillis(10)), () -> heap);
    assertThat(off.closed(0)).isEmpty();
  }
}
