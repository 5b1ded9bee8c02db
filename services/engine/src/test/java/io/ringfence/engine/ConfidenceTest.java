package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ConfidenceTest {

  private static final double ALPHA = 0.01;

  @Test
  void allCertificationsOfAllEpochsTogetherStayBelowAlpha() {
    Confidence forever = new Confidence(ALPHA, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER);
    long capacity = 50;

    double spent = 0;
    for (int epoch = 1; epoch <= 300; epoch++) {
      for (int certification = 1; certification <= 300; certification++) {
        spent += capacity * forever.failureProbability(capacity, epoch, certification);
      }
    }

    assertThat(spent).isLessThanOrEqualTo(ALPHA).isGreaterThan(0.99 * ALPHA);
  }

  @Test
  void oneVersionDividesAlphaByTheCapacityAlone() {
    Confidence version = new Confidence(ALPHA, Confidence.Scope.JOINT, Confidence.Horizon.VERSION);

    assertThat(version.failureProbability(64, 7, 9)).isLessThanOrEqualTo(ALPHA / 64);
    assertThat(version.failureProbability(64, 7, 9)).isGreaterThan(ALPHA / 65);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1, -0.1, Double.NaN})
  void alphaOutsideItsRangeIsRefused(double alpha) {
    assertThatThrownBy(
            () -> new Confidence(alpha, Confidence.Scope.NODE, Confidence.Horizon.VERSION))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(String.valueOf(alpha));
  }
}
