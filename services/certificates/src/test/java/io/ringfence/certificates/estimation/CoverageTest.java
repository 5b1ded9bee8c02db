package io.ringfence.certificates.estimation;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteForm;
import io.ringfence.certificates.VoteTally;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * False bounds are as rare as promised, over {@value #REPETITIONS} repetitions at level {@value
 * #ALPHA}, also when an adversary stops at the first look where the bound is false.
 *
 * <p>As many false bounds as {@link #ALLOWED} come with probability below 1e-6 from a bound whose
 * level is exactly α. The tests named {@code …isFound} show that wrong bounds exceed it.
 */
class CoverageTest {

  private static final int REPETITIONS = 10_000;

  private static final double ALPHA = 0.05;

  private static final int ALLOWED =
      BinomialDistribution.of(REPETITIONS, ALPHA).inverseSurvivalProbability(1e-6);

  private static final AdaptivePlan LOOKS = new AdaptivePlan(List.of(20, 50, 100, 200));

  // ---------------------------------------------------------------- votes

  @ParameterizedTest
  @CsvSource({"0.5", "0.7", "0.93"})
  void clopperPearson(double truth) {
    assertThat(falseClopperPearson(truth, ALPHA)).isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void clopperPearsonAtTwiceTheLevelIsFound() {
    assertThat(falseClopperPearson(0.7, 2 * ALPHA)).isGreaterThan(ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"0.5", "0.7", "0.93"})
  void votesAtAnyLook(double truth) {
    Map<VoteTally, Double> bounds = new HashMap<>();
    VoteEstimator estimator = VoteEstimator.of(VoteForm.MAJORITY, VoteTally.of(1, 0), LOOKS, ALPHA);

    int found =
        falseVotes(
            truth,
            (look, tally) ->
                bounds.computeIfAbsent(tally, t -> estimator.bound(look, t).lowerBound()) > truth);

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void votesAtAnyLookWithoutSpendingIsFound() {
    Map<VoteTally, Double> bounds = new HashMap<>();

    int found =
        falseVotes(
            0.7,
            (look, tally) ->
                bounds.computeIfAbsent(
                        tally, t -> ClopperPearson.lower(t.votes(0), t.samples(), ALPHA))
                    > 0.7);

    assertThat(found).isGreaterThan(ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 0.3, 0.2", "0.4, 0.35, 0.25", "0.8, 0.1, 0.1", "0.34, 0.33, 0.33"})
  void pluralityAtAnyLook(double own, double second, double third) {
    double rival = Math.max(second, third);
    VoteEstimator estimator =
        VoteEstimator.of(VoteForm.PLURALITY, VoteTally.of(1, 0, 0), LOOKS, ALPHA);
    Map<VoteTally, Boolean> wrong = new HashMap<>();

    int found =
        count(
            random -> {
              long[] votes = new long[3];
              for (int look = 0, n = 0; look < LOOKS.looks().size(); look++) {
                for (; n < LOOKS.samples(look); n++) {
                  double u = random.nextDouble();
                  votes[u < own ? 0 : u < own + second ? 1 : 2]++;
                }
                int at = look;
                if (wrong.computeIfAbsent(
                    VoteTally.of(votes),
                    tally -> {
                      VoteBound bound = estimator.bound(at, tally);
                      return bound.lowerBound() > own || bound.rivalBound().orElseThrow() < rival;
                    })) {
                  return true;
                }
              }
              return false;
            });

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @CsvSource({"0.5, 1, 1", "0.8, 1, 1", "0.8, 17, 5"})
  void betaMixtureAtAnyTime(double truth, double a, double b) {
    BetaMixture mixture = new BetaMixture(a, b);

    int found = falseAtAnyTime(truth, (k, n) -> mixture.lower(k, n, ALPHA) > truth);

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  // ---------------------------------------------------------------- scores

  @ParameterizedTest
  @CsvSource({"0.5, 0.3", "0.5, 0.6", "0.8, 0.3"})
  void bettingAtAnyTime(double truth, double fraction) {
    assertThat(falseBetting(truth, fraction, ALPHA)).isLessThanOrEqualTo(ALLOWED);
  }

  @Test
  void bettingAtTwiceTheLevelIsFound() {
    assertThat(falseBetting(0.5, 0.3, 2 * ALPHA)).isGreaterThan(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void meanAndOneMeanRowAtAnyLook(ScoreLaw law) {
    SplittableRandom selections = new SplittableRandom(11);
    List<ScoreEstimator> estimators =
        Stream.generate(() -> ScoreEstimator.of(0, law.draw(30, selections), LOOKS, ALPHA))
            .limit(50)
            .toList();

    int found =
        count(
            random -> {
              ScoreEstimator estimator = estimators.get(random.nextInt(estimators.size()));
              ScoreTally tally = ScoreTally.empty();
              for (int look = 0; look < LOOKS.looks().size(); look++) {
                int more = (int) (LOOKS.samples(look) - tally.samples());
                tally = tally.plus(law.draw(more, random));
                if (isFalse(estimator.bound(look, tally), law)) {
                  return true;
                }
              }
              return false;
            });

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(names = {"LIKELY_BITS", "SPREAD", "SATURATED"})
  void meanAndVariance(ScoreLaw law) {
    AdaptivePlan plan = AdaptivePlan.once(100);

    int found =
        count(
            random -> {
              MeanVariance bound =
                  MeanVariance.of(law.draw(30, random), law.draw(100, random), plan, ALPHA);
              return bound.meanLower() > law.mean() || bound.varianceUpper() < law.variance();
            });

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void empiricalBernsteinAtAnyTime(ScoreLaw law) {
    int found =
        count(
            random -> {
              EmpiricalBernsteinSequence sequence = EmpiricalBernsteinSequence.unplanned(ALPHA);
              for (int n = 0; n < 300 && sequence.lower() <= law.mean(); n++) {
                sequence.add(law.next(random));
              }
              return sequence.lower() > law.mean();
            });

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(names = {"FAIR_BITS", "RARE_ZERO", "SPREAD"})
  void predictableBettingAtAnyLook(ScoreLaw law) {
    int found =
        count(
            random -> {
              BettingSequence sequence = BettingSequence.planned(ALPHA, 60);
              for (int look = 0; look < 3; look++) {
                for (int n = 0; n < 20; n++) {
                  sequence.add(law.next(random));
                }
                if (sequence.lower() > law.mean()) {
                  return true;
                }
              }
              return false;
            });

    assertThat(found).isLessThanOrEqualTo(ALLOWED);
  }

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void bandsMaurerPontilAndHoeffding(ScoreLaw law) {
    int n = 60;
    int[] found = new int[5];
    SplittableRandom random = new SplittableRandom(17);
    for (int i = 0; i < REPETITIONS; i++) {
      double[] scores = law.sequence(n, random);
      double mean = Arrays.stream(scores).average().orElseThrow();
      double variance = Arrays.stream(scores).map(x -> (x - mean) * (x - mean)).sum() / (n - 1);
      DkwBand band = DkwBand.of(scores, ALPHA);
      DkwBand binned = DkwBand.of(ScoreTally.of(scores), ALPHA);
      double deviation = MaurerPontil.standardDeviationUpper(variance, n, ALPHA);
      found[0] += band.meanLower() > law.mean() || band.meanUpper() < law.mean() ? 1 : 0;
      found[1] += binned.meanLower() > law.mean() || binned.meanUpper() < law.mean() ? 1 : 0;
      found[2] += MaurerPontil.meanLower(mean, variance, n, ALPHA) > law.mean() ? 1 : 0;
      found[3] += deviation * deviation < law.variance() ? 1 : 0;
      found[4] += Hoeffding.meanLower(mean, n, ALPHA) > law.mean() ? 1 : 0;
    }

    assertThat(Arrays.stream(found).max().orElseThrow()).isLessThanOrEqualTo(ALLOWED);
  }

  // ---------------------------------------------------------------- repetitions

  private static boolean isFalse(ScoreBound bound, ScoreLaw law) {
    return bound.lowerBound() > law.mean()
        || bound
            .oneMean()
            .map(
                row ->
                    row.lowerBound()
                        > law.expectation(x -> x - row.t() / 2 * (x - row.m()) * (x - row.m())))
            .orElse(false);
  }

  private static int count(Predicate<SplittableRandom> isFalse) {
    SplittableRandom random = new SplittableRandom(2026);
    int found = 0;
    for (int i = 0; i < REPETITIONS; i++) {
      found += isFalse.test(random) ? 1 : 0;
    }
    return found;
  }

  private static int falseClopperPearson(double truth, double level) {
    int n = 200;
    double[] lower = new double[n + 1];
    Arrays.setAll(lower, k -> ClopperPearson.lower(k, n, level));
    return count(
        random -> {
          int k = 0;
          for (int i = 0; i < n; i++) {
            k += random.nextDouble() < truth ? 1 : 0;
          }
          return lower[k] > truth;
        });
  }

  private static int falseVotes(double truth, IsFalseAt isFalse) {
    return count(
        random -> {
          int k = 0;
          int n = 0;
          for (int look = 0; look < LOOKS.looks().size(); look++) {
            for (; n < LOOKS.samples(look); n++) {
              k += random.nextDouble() < truth ? 1 : 0;
            }
            if (isFalse.test(look, VoteTally.of(k, n - k))) {
              return true;
            }
          }
          return false;
        });
  }

  private static int falseBetting(double truth, double fraction, double level) {
    Bets bets = Bets.of(new double[] {fraction}, new double[] {1});
    return falseAtAnyTime(truth, (k, n) -> BettingBound.lower(bits(k, n), bets, level) > truth);
  }

  private static ScoreTally bits(int ones, int samples) {
    long[] counts = new long[ScoreTally.bins()];
    counts[ScoreTally.bin(1)] = ones;
    counts[ScoreTally.bin(0)] = (long) samples - ones;
    return ScoreTally.of(counts, 0);
  }

  /** Whether a bound for k of n is false is worked out once, at the first k that makes it so. */
  private static int falseAtAnyTime(double truth, IsFalseFor isFalse) {
    int samples = 300;
    int[] firstFalse = new int[samples + 1];
    for (int n = 1, k = 0; n <= samples; n++) {
      while (k <= n && !isFalse.test(k, n)) {
        k++;
      }
      firstFalse[n] = k;
    }
    return count(
        random -> {
          int k = 0;
          for (int n = 1; n <= samples; n++) {
            k += random.nextDouble() < truth ? 1 : 0;
            if (k >= firstFalse[n]) {
              return true;
            }
          }
          return false;
        });
  }

  private interface IsFalseAt {
    boolean test(int look, VoteTally tally);
  }

  private interface IsFalseFor {
    boolean test(int successes, int trials);
  }
}
