package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class NegativeExponentialTest {

  @Test
  void equalsTheLibraryFunctionToTenDigits() {
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 100_000; i++) {
      double x = -Math.pow(10, random.nextDouble(-12, 2.84));
      double expected = StrictMath.exp(x);
      assertThat(NegativeExponential.of(x)).isCloseTo(expected, within(2e-11 * expected));
    }
  }

  @Test
  void beginsAtOneAndEndsAtZero() {
    assertThat(NegativeExponential.of(0)).isEqualTo(1);
    assertThat(NegativeExponential.of(-0.0)).isEqualTo(1);
    assertThat(NegativeExponential.of(-701)).isZero();
    assertThat(NegativeExponential.of(Double.NEGATIVE_INFINITY)).isZero();
    assertThat(NegativeExponential.of(-700)).isPositive();
  }
}
