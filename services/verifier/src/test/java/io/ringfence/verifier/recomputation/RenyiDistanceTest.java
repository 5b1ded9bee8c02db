package io.ringfence.verifier.recomputation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RenyiDistanceTest {
  private static final BigDecimal HALF = new BigDecimal("0.5");

  @Test
  void etasAreThoseOfTheReferenceTable() {
    ReferenceVectors.of("renyi_eta.csv")
        .forEach(
            row -> {
              double expected = Double.parseDouble(row.get(3));
              double order =
                  row.get(1).equals("inf")
                      ? Double.POSITIVE_INFINITY
                      : Double.parseDouble(row.get(1));
              BigDecimal eta =
                  RenyiDistance.eta(order, row.get(2).equals("QP"), new BigDecimal(row.get(0)))
                      .orElseThrow();
              assertThat(eta.doubleValue())
                  .as("%s", row)
                  .isCloseTo(expected, within(1e-9 * Math.max(1e-3, expected)));
            });
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.5, 2, 16, Double.POSITIVE_INFINITY})
  void aCertainVoteIsInfinitelyFarFromAFairCoinForOrdersFromOne(double order) {
    assertThat(RenyiDistance.eta(order, true, BigDecimal.ONE)).isEmpty();
    assertThat(RenyiDistance.eta(order, false, BigDecimal.ONE).orElseThrow().doubleValue())
        .isCloseTo(Math.log(2), within(1e-12));
  }

  @Test
  void ordersNextToOneApproachKullbackLeibler() {
    BigDecimal q = new BigDecimal("0.9");
    double limit = RenyiDistance.of(1, HALF, q).orElseThrow().doubleValue();

    assertThat(RenyiDistance.of(1.001, HALF, q).orElseThrow().doubleValue())
        .isCloseTo(limit, within(1e-3));
  }

  @Test
  void equalCoinsAreNotApart() {
    assertThat(RenyiDistance.of(4, HALF, HALF).orElseThrow().doubleValue())
        .isCloseTo(0, within(1e-30));
  }
}
