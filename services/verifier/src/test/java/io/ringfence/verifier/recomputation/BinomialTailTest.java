package io.ringfence.verifier.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.MathContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BinomialTailTest {

  @ParameterizedTest
  @CsvSource({"1,1,0.25", "3,7,0.5", "40,50,0.7", "10,50,0.7", "60,60,0.99", "1,60,0.001"})
  void theTailIsTheSumOfAllItsTermsInFractions(int k, int n, String probability) {
    BigDecimal p = new BigDecimal(probability);
    BigDecimal sum = BigDecimal.ZERO;
    for (int i = k; i <= n; i++) {
      sum =
          sum.add(
              new BigDecimal(choose(n, i))
                  .multiply(p.pow(i))
                  .multiply(BigDecimal.ONE.subtract(p).pow(n - i)));
    }

    assertThat(new BinomialTail(k, n).at(p).divide(sum, MathContext.DECIMAL128).doubleValue())
        .isCloseTo(1, within(1e-15));
  }

  /** p_lower of scipy's beta quantile, 1e-12 or better. */
  @Test
  void theBoundIsThatOfTheReferenceTable() {
    ReferenceVectors.of("clopper_pearson.csv")
        .filter(row -> Long.parseLong(row.get(0)) > 0 && Long.parseLong(row.get(1)) <= 10_000)
        .forEach(
            row -> {
              VoteLowerBound bound =
                  new VoteLowerBound(
                      Long.parseLong(row.get(0)),
                      Long.parseLong(row.get(1)),
                      new BigDecimal(row.get(2)));
              BigDecimal expected = new BigDecimal(row.get(3));
              BigDecimal step = new BigDecimal("1e-10");
              assertThat(bound.allows(expected.subtract(step))).as("%s", row).isTrue();
              assertThat(bound.allows(expected.add(step))).as("%s", row).isFalse();
            });
  }

  private static BigInteger choose(int n, int k) {
    BigInteger product = BigInteger.ONE;
    for (int i = 1; i <= k; i++) {
      product = product.multiply(BigInteger.valueOf(n - k + i)).divide(BigInteger.valueOf(i));
    }
    return product;
  }
}
