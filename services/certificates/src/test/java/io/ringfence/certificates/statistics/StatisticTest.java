package io.ringfence.certificates.statistics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.ScoreSums;
import io.ringfence.certificates.ScoreTally;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatisticTest {

  @Test
  void softmaxNeitherOverflowsNorLosesDigits() {
    double[] logits = {1000, 1001, 999, -2000};
    Softmax.apply(logits);
    double e = Math.E;
    double sum = 1 / e + 1 + 1 / (e * e);
    assertThat(logits)
        .containsExactly(new double[] {1 / e / sum, 1 / sum, 1 / (e * e) / sum, 0}, within(1e-15));
    assertThatThrownBy(() -> Softmax.apply(new double[] {1, Double.NaN}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("NaN");
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void evidenceDoesNotDependOnHowTheSamplesAreSplit(long seed) {
    for (ScoreForm form : ScoreForm.values()) {
      assertSplits(Statistic.scoreSums(form), seed);
      assertSplits(Statistic.scoreTallies(form, List.of(2, 0)), seed);
    }
    assertSplits(Statistic.votes(), seed);
  }

  private static <T> void assertSplits(Statistic<T> statistic, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    Accumulator<T> whole = statistic.accumulator(2, 3);
    Accumulator<T> left = statistic.accumulator(2, 3);
    Accumulator<T> right = statistic.accumulator(2, 3);
    for (int s = 0; s < 200; s++) {
      double[] logits = random.doubles(3, -5, 5).toArray();
      whole.add(s % 2, logits.clone());
      (random.nextBoolean() ? left : right).add(s % 2, logits.clone());
    }
    for (int target = 0; target < 2; target++) {
      assertThat(statistic.sum(left.results().get(target), right.results().get(target)))
          .isEqualTo(whole.results().get(target));
    }
  }

  @Test
  void momentsAreThoseOfTheScores() {
    Accumulator<ScoreSums> sums = Statistic.scoreSums(ScoreForm.SCORE).accumulator(1, 2);
    double[] scores = {0.9, 0.4, 0.7};
    for (double score : scores) {
      sums.add(0, new double[] {Math.log(score), Math.log(1 - score)});
    }
    ScoreSums result = sums.results().get(0);
    double mean = 2.0 / 3;
    double variance =
        Arrays.stream(scores).map(x -> (x - mean) * (x - mean)).average().orElseThrow();
    assertThat(result.mean(0)).isEqualTo(mean, within(1e-9));
    assertThat(result.mean(1)).isEqualTo(1 - mean, within(1e-9));
    assertThat(result.variance(0)).isEqualTo(variance, within(1e-9));
    assertThat(result.leader()).isZero();
    assertThat(result.runnerUp()).isOne();
    assertThat(result.samples()).isEqualTo(3);
  }

  @Test
  void theMarginIsMeasuredAgainstTheStrongestRival() {
    double[] scores = {0.5, 0.2, 0.3};
    assertThat(ScoreForm.MARGIN.of(scores, 0)).isEqualTo(0.6, within(1e-15));
    assertThat(ScoreForm.MARGIN.of(scores, 1)).isEqualTo(0.35, within(1e-15));
    assertThat(ScoreForm.MARGIN.of(new double[] {1}, 0)).isEqualTo(1);
  }

  @Test
  void aSaturatedScoreFallsIntoTheLastBin() {
    Accumulator<ScoreTally> tallies =
        Statistic.scoreTallies(ScoreForm.SCORE, List.of(0)).accumulator(1, 2);
    tallies.add(0, new double[] {1e9, 0});
    tallies.add(0, new double[] {0, 1e9});
    assertThat(tallies.results()).containsExactly(ScoreTally.of(1, 0));
  }

  @Test
  void sumsThatNoScoresCanHaveAreRefused() {
    assertThatThrownBy(() -> ScoreSums.of(1, new long[] {2 * ScoreSums.UNIT}, new long[] {0}))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("each value must lie in [0, 1]");
    assertThatThrownBy(() -> ScoreSums.of(1, new long[0], new long[0]))
        .isInstanceOf(IllegalArgumentException.class);
    ScoreSums one = ScoreSums.of(0, new long[] {0}, new long[] {0});
    assertThatThrownBy(one::runnerUp).isInstanceOf(IllegalStateException.class);
  }
}
