package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ScoreTallyTest {

  @Test
  void theBinsCoverTheUnitIntervalWithoutGaps() {
    assertThat(ScoreTally.lowerEdge(0)).isZero();
    assertThat(ScoreTally.upperEdge(ScoreTally.bins() - 1)).isEqualTo(1);
    for (int bin = 1; bin < ScoreTally.bins(); bin++) {
      assertThat(ScoreTally.lowerEdge(bin))
          .isEqualTo(ScoreTally.upperEdge(bin - 1))
          .isLessThan(ScoreTally.upperEdge(bin));
    }
  }

  @Test
  void theBinsAreFineAtTheEndsAndNowhereCoarserThanOneInFiveHundred() {
    for (int bin = 0; bin < ScoreTally.bins(); bin++) {
      assertThat(ScoreTally.upperEdge(bin) - ScoreTally.lowerEdge(bin)).isLessThan(0.002);
    }
    assertThat(ScoreTally.upperEdge(0)).isLessThan(2e-6);
    assertThat(1 - ScoreTally.lowerEdge(ScoreTally.bins() - 1)).isLessThan(2e-6);
  }

  @Test
  void everyScoreLiesBetweenTheEdgesOfItsBin() {
    Random random = new Random(1);
    for (int i = 0; i < 100_000; i++) {
      double small = Math.pow(random.nextDouble(), 1 + random.nextInt(12));
      assertWithin(small);
      assertWithin(1 - small);
    }
  }

  @Test
  void edgesAndTheirNeighboursLieInTheirBins() {
    for (int bin = 0; bin < ScoreTally.bins(); bin++) {
      double edge = ScoreTally.upperEdge(bin);
      assertWithin(edge);
      assertWithin(Math.nextDown(edge));
      assertWithin(Math.min(1, Math.nextUp(edge)));
      assertWithin(Math.nextUp(ScoreTally.lowerEdge(bin)));
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {-1e-7, -0.0, 0, -1e-4})
  void roundingBelowZeroCountsAsZero(double score) {
    assertThat(ScoreTally.bin(score)).isZero();
  }

  @ParameterizedTest
  @ValueSource(doubles = {1, 1.0000001, 1.0001})
  void roundingAboveOneCountsAsOne(double score) {
    assertThat(ScoreTally.bin(score)).isEqualTo(ScoreTally.bins() - 1);
  }

  @ParameterizedTest
  @ValueSource(
      doubles = {Double.NaN, -0.01, 1.01, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void whatIsNoScoreIsRefused(double score) {
    assertThatThrownBy(() -> ScoreTally.bin(score)).hasMessageContaining("[0, 1]");
  }

  @Test
  void partsAddUpInAnyOrder() {
    ScoreTally a = ScoreTally.of(0, 0.25, 0.25, 1);
    ScoreTally b = ScoreTally.of(0.25, 0.75);

    assertThat(a.plus(b))
        .isEqualTo(b.plus(a))
        .isEqualTo(ScoreTally.of(0, 0.25, 0.25, 0.25, 0.75, 1));
    assertThat(a.plus(b).samples()).isEqualTo(6);
    assertThat(a.plus(b).count(ScoreTally.bin(0.25))).isEqualTo(3);
    assertThat(a.plus(ScoreTally.empty())).isEqualTo(a);
  }

  @Test
  void aSliceOfCountsIsATally() {
    int[] ints = new int[3 * ScoreTally.bins()];
    long[] longs = new long[3 * ScoreTally.bins()];
    for (double score : new double[] {0.1, 0.1, 0.9}) {
      ints[2 * ScoreTally.bins() + ScoreTally.bin(score)]++;
      longs[ScoreTally.bins() + ScoreTally.bin(score)]++;
    }

    ScoreTally expected = ScoreTally.of(0.1, 0.9, 0.1);
    assertThat(ScoreTally.of(ints, 2 * ScoreTally.bins())).isEqualTo(expected);
    assertThat(ScoreTally.of(longs, ScoreTally.bins())).isEqualTo(expected);
    assertThat(ScoreTally.of(ints, 0)).isEqualTo(ScoreTally.empty());
    ints[5] = -1;
    assertThatThrownBy(() -> ScoreTally.of(ints, 0)).hasMessageContaining("Bin 5 has -1");
  }

  private static void assertWithin(double score) {
    int bin = ScoreTally.bin(score);
    assertThat(score).isBetween(ScoreTally.lowerEdge(bin), ScoreTally.upperEdge(bin));
  }
}
