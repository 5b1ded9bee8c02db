package io.ringfence.certificates.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.ScoreTally;
import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class BettingBoundTest {

  private static final double DELTA = 4e-6;

  private static final AdaptivePlan PLAN = AdaptivePlan.once(2_000);

  @Test
  void oneBetOnTwoValuesHasAClosedForm() {
    // (1/2 + x/(2m))^n = 1/δ for n samples of x = 1/2: m = x / (2·δ^(-1/n) - 1)
    ScoreTally halves = ScoreTally.of(repeat(0.5, 100));
    Bets half = Bets.of(new double[] {0.5}, new double[] {1});

    double lower = BettingBound.lower(halves, half, 0.01);

    double expected = 0.5 / (2 * Math.pow(0.01, -0.01) - 1);
    assertThat(lower).isLessThanOrEqualTo(expected).isCloseTo(expected, within(1e-9));
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void theCapitalAgainstTheBoundIsJustEnough(ScoreLaw law) {
    SplittableRandom random = new SplittableRandom(5);
    ScoreTally selection = law.draw(200, random);
    ScoreTally scores = law.draw(2_000, random);
    Bets bets = Bets.tuned(selection, PLAN, DELTA);

    double lower = BettingBound.lower(scores, bets, DELTA);

    assertThat(logCapital(scores, bets, lower)).isGreaterThanOrEqualTo(-Math.log(DELTA));
    assertThat(logCapital(scores, bets, lower + 1e-6)).isLessThan(-Math.log(DELTA));
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void tunedBetsAreTighterThanAGridWhateverTheLaw(ScoreLaw law) {
    SplittableRandom random = new SplittableRandom(6);
    double tuned = 0;
    double grid = 0;
    for (int i = 0; i < 20; i++) {
      ScoreTally selection = law.draw(200, random);
      ScoreTally scores = law.draw(2_000, random);
      tuned += law.mean() - BettingBound.lower(scores, Bets.tuned(selection, PLAN, DELTA), DELTA);
      grid += law.mean() - BettingBound.lower(scores, Bets.grid(), DELTA);
    }

    assertThat(tuned).isPositive().isLessThan(grid);
  }

  @Test
  void aSelectionThatNeverSawAZeroDoesNotRuinTheGambler() {
    ScoreTally selection = ScoreTally.of(repeat(1, 200));
    ScoreTally scores = ScoreTally.of(repeat(1, 1_998)).plus(ScoreTally.of(0, 0));

    double lower = BettingBound.lower(scores, Bets.tuned(selection, PLAN, DELTA), DELTA);

    assertThat(lower).isGreaterThan(0.985);
  }

  @Test
  void higherScoresNeverLowerTheBound() {
    SplittableRandom random = new SplittableRandom(7);
    for (int i = 0; i < 200; i++) {
      double[] scores = new double[50];
      for (int s = 0; s < scores.length; s++) {
        scores[s] = random.nextDouble();
      }
      double before = BettingBound.lower(ScoreTally.of(scores), Bets.grid(), 0.05);
      scores[random.nextInt(scores.length)] = 1;
      assertThat(BettingBound.lower(ScoreTally.of(scores), Bets.grid(), 0.05))
          .isGreaterThanOrEqualTo(before - 1e-8);
    }
  }

  @Test
  void nothingIsKnownWithoutSamplesOrWithOnlyZeros() {
    assertThat(BettingBound.lower(ScoreTally.empty(), Bets.grid(), 0.01)).isZero();
    assertThat(BettingBound.lower(ScoreTally.of(0, 0, 0), Bets.grid(), 0.01)).isZero();
    assertThatThrownBy(() -> BettingBound.lower(ScoreTally.empty(), Bets.grid(), 0))
        .hasMessageContaining("(0, 1)");
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void sequencesFollowTheirFormulas(ScoreLaw law) {
    SplittableRandom random = new SplittableRandom(8);
    double[] scores = law.sequence(1_000, random);
    EmpiricalBernsteinSequence bernstein = EmpiricalBernsteinSequence.planned(0.001, 1_000);
    EmpiricalBernsteinSequence anytime = EmpiricalBernsteinSequence.unplanned(0.001);
    BettingSequence betting = BettingSequence.planned(0.001, 1_000);
    for (double score : scores) {
      bernstein.add(score);
      anytime.add(score);
      betting.add(score);
    }

    near(bernstein.current(), formula(scores, 0.001, true));
    near(anytime.current(), formula(scores, 0.001, false));
    assertThat(bernstein.lower()).isGreaterThanOrEqualTo(bernstein.current());
    assertThat(betting.lower()).isLessThan(law.mean());
    if (law != ScoreLaw.RARE_ZERO) { // where one zero in a hundred makes the order a matter of luck
      assertThat(betting.lower()).isGreaterThan(bernstein.lower());
    }
    assertThat(betting.samples()).isEqualTo(bernstein.samples()).isEqualTo(1_000);
  }

  @Test
  void sequencesKnowNothingAtFirstAndRefuseWhatIsNoScore() {
    EmpiricalBernsteinSequence bernstein = EmpiricalBernsteinSequence.unplanned(0.01);
    BettingSequence betting = BettingSequence.unplanned(0.01);

    assertThat(bernstein.lower()).isZero();
    assertThat(betting.lower()).isZero();
    assertThatThrownBy(() -> bernstein.add(Double.NaN)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> betting.add(1.01)).hasMessageContaining("[0, 1]");
    assertThatThrownBy(() -> BettingSequence.planned(0.01, -1)).hasMessageContaining("give 0");
  }

  private static void near(double actual, double expected) {
    assertThat(actual).isLessThanOrEqualTo(expected + 1e-12).isCloseTo(expected, within(1e-9));
  }

  /** Section 3 of the design, word for word, quadratic in the samples. */
  private static double formula(double[] x, double delta, boolean planned) {
    int n = x.length;
    double[] mean = new double[n + 1];
    mean[0] = 0.5;
    double sum = 0.5;
    for (int t = 1; t <= n; t++) {
      sum += x[t - 1];
      mean[t] = sum / (t + 1);
    }
    double gains = 0;
    double penalty = 0;
    double bets = 0;
    for (int t = 1; t <= n; t++) {
      double squares = 0.25;
      for (int i = 1; i < t; i++) {
        squares += (x[i - 1] - mean[i]) * (x[i - 1] - mean[i]);
      }
      double variance = squares / t;
      double horizon = planned ? n : t * Math.log(1.0 + t);
      double bet = Math.min(Math.sqrt(2 * Math.log(1 / delta) / (variance * horizon)), 0.5);
      gains += bet * x[t - 1];
      penalty += Math.pow(x[t - 1] - mean[t - 1], 2) * (-Math.log(1 - bet) - bet);
      bets += bet;
    }
    return (gains - Math.log(1 / delta) - penalty) / bets;
  }

  private static double logCapital(ScoreTally scores, Bets bets, double m) {
    double sum = 0;
    for (int i = 0; i < bets.size(); i++) {
      double log = Math.log(bets.share(i));
      for (int bin = 0; bin < ScoreTally.bins(); bin++) {
        double gain = bets.fraction(i) * (ScoreTally.lowerEdge(bin) / m - 1);
        log += scores.count(bin) == 0 ? 0 : scores.count(bin) * Math.log1p(gain);
      }
      sum += Math.exp(log);
    }
    return Math.log(sum);
  }

  private static double[] repeat(double score, int times) {
    double[] scores = new double[times];
    Arrays.fill(scores, score);
    return scores;
  }
}
