package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClopperPearsonTest {

  private static final double NEARNESS = 1e-9;

  /** Rounding of the reference values. */
  private static final double REFERENCE_ERROR = 1e-12;

  @Test
  void boundsLieJustOutsideTheIndependentValues() {
    for (Map<String, String> row : MathVectors.csv("clopper_pearson.csv")) {
      long k = Long.parseLong(row.getOrDefault("k", ""));
      long n = Long.parseLong(row.getOrDefault("n", ""));
      double failure = MathVectors.number(row, "alpha_one_sided");
      double lower = MathVectors.number(row, "p_lower");
      double upper = MathVectors.number(row, "p_upper_same_alpha");
      assertThat(ClopperPearson.lower(k, n, failure))
          .as("%s", row)
          .isLessThanOrEqualTo(lower * (1 + REFERENCE_ERROR))
          .isCloseTo(lower, within(NEARNESS));
      assertThat(ClopperPearson.upper(k, n, failure))
          .as("%s", row)
          .isGreaterThanOrEqualTo(upper - REFERENCE_ERROR)
          .isCloseTo(upper, within(NEARNESS));
    }
  }

  @ParameterizedTest
  @CsvSource({
    "1, 1, 0.05",
    "7, 10, 0.001",
    "190, 200, 4e-6",
    "200, 200, 1e-9",
    "120, 200, 0.5",
    "3, 200, 1e-12"
  })
  void theTailAtTheLowerBoundIsAtMostTheFailureProbabilityInExactArithmetic(
      int k, int n, double failure) {
    BigDecimal p = new BigDecimal(ClopperPearson.lower(k, n, failure));

    assertThat(tail(k, n, p)).isLessThanOrEqualTo(new BigDecimal(failure));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 60, 0.05",
    "0.5, 200, 0.01",
    "0.9, 200, 0.001",
    "0.99, 500, 1e-5",
    "0.51, 2000, 4e-6"
  })
  void falseBoundsHaveAtMostTheFailureProbability(double truth, int n, double failure) {
    double falseBounds = 0;
    double falseUpperBounds = 0;
    for (int k = 0; k <= n; k++) {
      double mass = mass(k, n, truth);
      falseBounds += ClopperPearson.lower(k, n, failure) > truth ? mass : 0;
      falseUpperBounds += ClopperPearson.upper(k, n, failure) < truth ? mass : 0;
    }

    assertThat(falseBounds).isLessThanOrEqualTo(failure);
    assertThat(falseUpperBounds).isLessThanOrEqualTo(failure);
  }

  @Test
  void nothingIsKnownWithoutTrials() {
    assertThat(ClopperPearson.lower(0, 0, 0.01)).isZero();
    assertThat(ClopperPearson.upper(0, 0, 0.01)).isEqualTo(1);
  }

  @Test
  void refusesCountsAndProbabilitiesOutOfRange() {
    assertThatThrownBy(() -> ClopperPearson.lower(3, 2, 0.01))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("3 successes in 2 trials");
    assertThatThrownBy(() -> ClopperPearson.lower(1, 2, 0))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("(0, 1)");
  }

  private static BigDecimal tail(int k, int n, BigDecimal p) {
    MathContext digits = new MathContext(80);
    BigDecimal other = BigDecimal.ONE.subtract(p);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = k; i <= n; i++) {
      BigDecimal term =
          new BigDecimal(choose(n, i))
              .multiply(p.pow(i, digits), digits)
              .multiply(other.pow(n - i, digits), digits);
      sum = sum.add(term, digits);
    }
    return sum;
  }

  private static BigInteger choose(int n, int k) {
    BigInteger result = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      result = result.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return result;
  }

  private static double mass(int k, int n, double p) {
    double log = k * Math.log(p) + (n - k) * Math.log1p(-p);
    for (int i = 1; i <= k; i++) {
      log += Math.log((double) (n - k + i) / i);
    }
    return Math.exp(log);
  }
}
