package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.RealNoiseSchedule.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class StandardNoiseTest {

  private static final int DRAWS = 2_000_000;

  /** Moments 1 to 4 within six standard errors; those of the normal and of the uniform law. */
  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 1, 3, 96, 12", "UNIFORM, 0.333333333333, 0.2, 0.0711, 0.0889"})
  void momentsAreThoseOfTheLaw(
      Kind kind, double second, double fourth, double varianceOfFourth, double varianceOfSecond) {
    StandardNoise noise = new StandardNoise(kind);
    double[] sums = new double[5];
    noise.sample(5, 0);
    for (int i = 0; i < DRAWS; i++) {
      if (i % 20 == 0) {
        noise.sample(5, i / 100);
        noise.node(i % 100);
      }
      double g = noise.next();
      double power = 1;
      for (int k = 1; k <= 4; k++) {
        power *= g;
        sums[k] += power;
      }
    }
    double six = 6 / Math.sqrt(DRAWS);
    assertThat(sums[1] / DRAWS).isCloseTo(0, within(six * Math.sqrt(second)));
    assertThat(sums[2] / DRAWS).isCloseTo(second, within(six * Math.sqrt(varianceOfSecond)));
    assertThat(sums[3] / DRAWS).isCloseTo(0, within(six * 4));
    assertThat(sums[4] / DRAWS).isCloseTo(fourth, within(six * Math.sqrt(varianceOfFourth)));
  }

  /** Chi-square over equally likely cells; the bound is the 1 - 1e-6 quantile for 63 degrees. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void everyCellOfTheLawIsHitAsOftenAsItShould(Kind kind) {
    StandardNoise noise = new StandardNoise(kind);
    long[] cells = new long[64];
    int n = 640_000;
    noise.sample(6, 0);
    for (int i = 0; i < n; i++) {
      if (i % 10 == 0) {
        noise.node(i);
      }
      double g = noise.next();
      double share = kind == Kind.GAUSSIAN ? normal(g) : (g + 1) / 2;
      cells[(int) Math.min(63, share * 64)]++;
    }
    double expected = n / 64.0;
    double chiSquare =
        Arrays.stream(cells).mapToDouble(c -> (c - expected) * (c - expected) / expected).sum();
    assertThat(chiSquare).isBetween(20.0, 130.0);
  }

  /** P[|Z| > 3, 4, 4.5] = 2.6998e-3, 6.3342e-5, 6.7953e-6. */
  @Test
  void normalTailsAreThere() {
    StandardNoise noise = new StandardNoise(Kind.GAUSSIAN);
    double[] beyond = {3, 4, 4.5};
    double[] probability = {2.6997961e-3, 6.3342484e-5, 6.7953e-6};
    long[] counts = new long[3];
    int n = 8_000_000;
    noise.sample(8, 0);
    for (int i = 0; i < n; i++) {
      if (i % 500 == 0) {
        noise.node(i);
      }
      double g = Math.abs(noise.next());
      for (int k = 0; k < 3; k++) {
        counts[k] += g > beyond[k] ? 1 : 0;
      }
    }
    for (int k = 0; k < 3; k++) {
      double expected = n * probability[k];
      assertThat((double) counts[k]).isCloseTo(expected, within(5.5 * Math.sqrt(expected)));
    }
  }

  @Test
  void uniformDrawsAreSymmetricAndInside() {
    StandardNoise noise = new StandardNoise(Kind.UNIFORM);
    noise.sample(1, 2);
    noise.node(3);
    for (int i = 0; i < 100_000; i++) {
      double g = noise.next();
      assertThat(Math.abs(g)).isLessThan(1).isPositive();
    }
  }

  @ParameterizedTest
  @EnumSource(Kind.class)
  void attributesNodesSamplesAndSeedsAreUncorrelated(Kind kind) {
    StandardNoise noise = new StandardNoise(kind);
    int n = 200_000;
    double[] products = new double[8];
    for (int i = 0; i < n; i++) {
      double here = draw(noise, 5, i, 3, 0);
      double[] others = {
        draw(noise, 5, i, 3, 1),
        draw(noise, 5, i, 4, 0),
        draw(noise, 5, i + 1L, 3, 0),
        draw(noise, 6, i, 3, 0)
      };
      for (int k = 0; k < 4; k++) {
        products[k] += here * others[k];
        products[4 + k] += Math.abs(here) * Math.abs(others[k]);
      }
    }
    double variance = kind == Kind.GAUSSIAN ? 1 : 1 / 3.0;
    double magnitude = kind == Kind.GAUSSIAN ? 2 / Math.PI : 0.25;
    for (int k = 0; k < 4; k++) {
      assertThat(products[k] / n).isCloseTo(0, within(6 * variance / Math.sqrt(n)));
      assertThat(products[4 + k] / n).isCloseTo(magnitude, within(6 / Math.sqrt(n)));
    }
  }

  private static double draw(StandardNoise noise, long seed, long sample, long node, int place) {
    noise.sample(seed, sample);
    noise.node(node);
    for (int k = 0; k < place; k++) {
      noise.next();
    }
    return noise.next();
  }

  /** Rotated or not, the covariance of what the model reads is WᵀW. */
  @ParameterizedTest
  @CsvSource({"GAUSSIAN, 40", "GAUSSIAN, 3", "UNIFORM, 40"})
  void theProductHasTheCovarianceOfNoiseTimesWeights(Kind kind, int attributes) {
    WeightMatrix weight = NaiveReference.matrix(new SplittableRandom(9), attributes, 4);
    FirstLayer first = FirstLayer.of(new GcnModel(List.of(DenseLayer.of(weight))));
    ProjectedNoise noise = new ProjectedNoise(kind, first);
    int n = 200_000;
    double[][] second = new double[4][4];
    double[] product = new double[4];
    for (int i = 0; i < n; i++) {
      noise.sample(3, i);
      noise.draw(7, product);
      for (int a = 0; a < 4; a++) {
        for (int b = 0; b < 4; b++) {
          second[a][b] += product[a] * product[b] / n;
        }
      }
    }
    double variance = kind == Kind.GAUSSIAN ? 1 : 1 / 3.0;
    for (int a = 0; a < 4; a++) {
      for (int b = 0; b < 4; b++) {
        double expected = 0;
        double size = 0;
        for (int d = 0; d < attributes; d++) {
          expected += variance * weight.at(d, a) * weight.at(d, b);
          size +=
              variance * (weight.at(d, a) * weight.at(d, a) + weight.at(d, b) * weight.at(d, b));
        }
        assertThat(second[a][b]).isCloseTo(expected, within(6 * size / Math.sqrt(n)));
      }
    }
  }

  private static double normal(double z) {
    // Abramowitz and Stegun 26.2.17, error below 7.5e-8.
    double t = 1 / (1 + 0.2316419 * Math.abs(z));
    double tail =
        Math.exp(-z * z / 2)
            / Math.sqrt(2 * Math.PI)
            * t
            * (0.319381530
                + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
    return z > 0 ? 1 - tail : tail;
  }
}
