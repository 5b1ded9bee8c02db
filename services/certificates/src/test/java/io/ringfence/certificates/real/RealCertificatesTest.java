package io.ringfence.certificates.real;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RealCertificatesTest {

  private final RealCertificates gaussian =
      new RealCertificates(
          RealNoiseSchedule.of(Kind.GAUSSIAN, List.of(List.of(0.5, 2.0), List.of(1.0, 0.25))));
  private final RealCertificates uniform =
      new RealCertificates(
          RealNoiseSchedule.of(Kind.UNIFORM, List.of(List.of(0.5, 2.0), List.of(1.0, 0.25))));

  /** Φ⁻¹(0.975) = 1.95996…, Φ⁻¹(0.9) = 1.28155…, Φ⁻¹(0.3) = -0.52440…, Φ⁻¹(0.4) = -0.25335…. */
  @Test
  void followTheFormulas() {
    assertThat(gaussian.eta(0.975)).isCloseTo(3.841458820694124, within(1e-10));
    assertThat(gaussian.eta(0.9, 0.3)).isCloseTo(1.64237441514982, within(1e-10));
    assertThat(gaussian.eta(0.4, 0.3)).isCloseTo(Math.pow(0.2710534, 2) / 4, within(1e-7));
    assertThat(gaussian.weight(0, 1)).isCloseTo(0.25, within(1e-12));
    assertThat(gaussian.radius(0, gaussian.eta(0.975)).value())
        .isLessThan(0.979981992270027)
        .isCloseTo(0.979981992270027, within(1e-10));
    assertThat(uniform.eta(0.75)).isLessThanOrEqualTo(0.5).isCloseTo(0.5, within(1e-12));
    assertThat(uniform.eta(0.4, 0.3)).isCloseTo(0.1, within(1e-12));
    assertThat(uniform.radius(1, 0.5).value()).isLessThan(0.125).isCloseTo(0.125, within(1e-12));
  }

  /** Φ⁻¹(0.3)² is 0.275: squaring hides the sign. */
  @Test
  void nothingIsPromisedFromABoundOfAtMostOneHalfWithoutRivals() {
    for (double q : new double[] {0, 0.3, 0.5}) {
      assertThat(gaussian.eta(q)).isZero();
      assertThat(uniform.eta(q)).isZero();
      assertThat(gaussian.eta(q, q)).isZero();
    }
    assertThat(gaussian.radius(0, 0)).isEqualTo(Distance.NONE);
  }

  @Test
  void aBoundOnRivalsNeverHurts() {
    SplittableRandom random = new SplittableRandom(3);
    for (int i = 0; i < 1000; i++) {
      double q = random.nextDouble();
      double u = random.nextDouble();
      assertThat(gaussian.eta(q, u)).isGreaterThanOrEqualTo(gaussian.eta(q));
      assertThat(uniform.eta(q, u)).isGreaterThanOrEqualTo(uniform.eta(q));
    }
  }

  /** 0.6 before and 0.6 now are 1.2 together: 1.44, not 0.36 + 0.36 = 0.72. */
  @Test
  void squaresOfNormsDoNotAdd() {
    RealCertificates one = new RealCertificates(RealNoiseSchedule.uniform(Kind.GAUSSIAN, 1, 1));
    RealDisplacement moved = RealDisplacement.of(0.6);
    assertThat(one.radius(0, 1, moved).value()).isLessThan(0.4).isCloseTo(0.4, within(1e-9));
    assertThat(one.left(0, 1, moved)).isLessThan(0.16).isCloseTo(0.16, within(1e-9));
    assertThat(one.survives(0, 1, RealDisplacement.of(1))).isFalse();
  }

  @Test
  void distancesUnderUniformNoiseAdd() {
    RealDisplacement moved = RealDisplacement.of(0.1, 0.2);
    assertThat(uniform.left(0, 0.5, moved)).isCloseTo(0.2, within(1e-12));
    assertThat(uniform.radius(0, 0.5, moved).value()).isCloseTo(0.1, within(1e-12));
  }

  /** The certified radius against the worst move found by a fine search over directions. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void theRadiusAfterAMoveIsTheDistanceAtWhichTheWorstMoveReachesEta(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < 200; i++) {
      double[] sigma = {0.2 + random.nextDouble(), 0.2 + random.nextDouble()};
      RealCertificates certificates =
          new RealCertificates(
              RealNoiseSchedule.of(
                  Kind.GAUSSIAN, List.of(List.of(sigma[0], sigma[1]), List.of(1.0, 1.0))));
      double[] r = {
        random.nextInt(3) * random.nextDouble(), random.nextInt(3) * random.nextDouble()
      };
      RealDisplacement moved = RealDisplacement.of(r);
      double eta = certificates.cost(0, moved) + random.nextDouble() * 4 + 1e-3;
      double radius = certificates.radius(0, eta, moved).value();
      double atRadius = 0;
      double beyond = 0;
      for (int k = 0; k <= 20_000; k++) {
        double angle = Math.PI / 2 * k / 20_000;
        atRadius = Math.max(atRadius, cost(sigma, r, radius, angle));
        beyond = Math.max(beyond, cost(sigma, r, radius * 1.0001 + 1e-9, angle));
      }
      assertThat(atRadius).isLessThan(eta);
      assertThat(beyond).isGreaterThan(eta);
      double minkowski = Math.sqrt(certificates.left(0, eta, moved)) * Math.min(sigma[0], sigma[1]);
      assertThat(radius).isGreaterThanOrEqualTo(minkowski * (1 - 1e-9));
    }
  }

  private static double cost(double[] sigma, double[] r, double radius, double angle) {
    double a = (r[0] + radius * Math.cos(angle)) / sigma[0];
    double b = (r[1] + radius * Math.sin(angle)) / sigma[1];
    return a * a + b * b;
  }

  @Test
  void extremeScalesStayOnTheSafeSide() {
    for (double scale : new double[] {1e-200, 1e-160, 1e160, 1e200, Double.MAX_VALUE}) {
      RealCertificates extreme =
          new RealCertificates(RealNoiseSchedule.uniform(Kind.GAUSSIAN, 1, scale));
      assertThat(extreme.weight(0, 0)).isPositive();
      assertThat(extreme.radius(0, 1).value()).isLessThanOrEqualTo(scale);
    }
  }

  @Test
  void whatDoesNotFitIsRefused() {
    assertThatThrownBy(() -> gaussian.eta(1.2)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> gaussian.cost(0, RealDisplacement.none(3)))
        .hasMessageContaining("3 regions");
    assertThatThrownBy(() -> RealDisplacement.of(0, -1)).hasMessageContaining("negative");
  }
}
