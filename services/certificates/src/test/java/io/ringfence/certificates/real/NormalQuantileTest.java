package io.ringfence.certificates.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.SplittableRandom;
import org.apache.commons.statistics.distribution.NormalDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NormalQuantileTest {

  /** From tables of the normal distribution, 15 digits. */
  @ParameterizedTest
  @CsvSource({
    "0.5, 0",
    "0.975, 1.959963984540054",
    "0.99, 2.326347874040841",
    "0.025, -1.959963984540054",
    "0.9986501019683699, 3",
    "1e-9, -5.997807015008182"
  })
  void encloseKnownQuantiles(double q, double z) {
    assertThat(NormalQuantile.lower(q)).isLessThanOrEqualTo(z).isCloseTo(z, within(2e-11));
    assertThat(NormalQuantile.upper(q)).isGreaterThanOrEqualTo(z).isCloseTo(z, within(2e-11));
  }

  @Test
  void theTailAtTheBoundIsOnTheSafeSideEverywhere() {
    SplittableRandom random = new SplittableRandom(1);
    NormalDistribution standard = NormalDistribution.of(0, 1);
    for (int i = 0; i < 20_000; i++) {
      double tail = Math.exp(-random.nextDouble() * 700) / 2;
      assertThat(standard.cumulativeProbability(NormalQuantile.lower(tail)))
          .isLessThanOrEqualTo(tail);
      assertThat(standard.cumulativeProbability(NormalQuantile.upper(tail)))
          .isGreaterThanOrEqualTo(tail);
      double q = 1 - tail;
      assertThat(NormalQuantile.lower(q)).isLessThanOrEqualTo(NormalQuantile.upper(q));
      assertThat(standard.survivalProbability(NormalQuantile.lower(q)))
          .isGreaterThanOrEqualTo(1 - q);
    }
  }

  @Test
  void endsAreInfiniteAndOutsideIsRefused() {
    assertThat(NormalQuantile.lower(1)).isEqualTo(Double.POSITIVE_INFINITY);
    assertThat(NormalQuantile.upper(0)).isEqualTo(Double.NEGATIVE_INFINITY);
    assertThatThrownBy(() -> NormalQuantile.lower(Double.NaN)).hasMessageContaining("NaN");
    assertThatThrownBy(() -> NormalQuantile.upper(1.5)).hasMessageContaining("[0, 1]");
  }
}
