package io.ringfence.certificates.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.ScoreTally;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteForm;
import io.ringfence.certificates.VoteTally;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class EstimatorTest {

  private static final double DELTA = 4e-6;

  private static final AdaptivePlan LOOKS = new AdaptivePlan(List.of(100, 250, 500, 1_000, 2_000));

  private static final VoteTally PLURAL = VoteTally.of(100, 60, 40);
  private static final VoteTally CLEAR = VoteTally.of(200, 0);

  private static List<Predicate<ClassBound>> needs(double... thresholds) {
    return Arrays.stream(thresholds)
        .<Predicate<ClassBound>>mapToObj(q -> bound -> bound.lowerBound() > q)
        .toList();
  }

  // ---------------------------------------------------------------- looks

  @Test
  void theLooksTogetherSpendNoMoreThanAll() {
    double sum = 0;
    for (int look = 0; look < LOOKS.looks().size(); look++) {
      sum += LOOKS.share(look, DELTA);
    }

    assertThat(sum).isLessThanOrEqualTo(DELTA).isCloseTo(DELTA, within(1e-18));
    assertThat(AdaptivePlan.once(2_000).share(0, DELTA)).isEqualTo(DELTA);
  }

  @Test
  void doublingEndsAtTheCap() {
    assertThat(AdaptivePlan.doubling(100, 2_000).looks())
        .containsExactly(100, 200, 400, 800, 2_000);
    assertThat(AdaptivePlan.halfOctaves(2_000, 7).looks())
        .containsExactly(176, 250, 353, 500, 707, 1_000, 1_414, 2_000);
    assertThat(AdaptivePlan.halfOctaves(1, 7).looks()).containsExactly(1);
    assertThat(AdaptivePlan.doubling(100, 100).looks()).containsExactly(100);
    assertThat(AdaptivePlan.doubling(100, 120).looks()).containsExactly(120);
    assertThatThrownBy(() -> AdaptivePlan.doubling(200, 100)).hasMessageContaining("1 ≤ first");
    assertThatThrownBy(() -> new AdaptivePlan(List.of(100, 100))).hasMessageContaining("ascending");
    assertThatThrownBy(() -> new AdaptivePlan(List.of())).hasMessageContaining("at least one");
  }

  /** Why votes spend δ over their looks. */
  @ParameterizedTest
  @CsvSource({"0.6", "0.8", "0.9", "0.98", "1"})
  void spendingIsTighterThanABetaMixtureAtEveryLook(double share) {
    for (int look = 0; look < LOOKS.looks().size(); look++) {
      int n = LOOKS.samples(look);
      long k = Math.round(share * n);
      double single = share - ClopperPearson.lower(k, n, DELTA);
      double spent = share - ClopperPearson.lower(k, n, LOOKS.share(look, DELTA));
      double mixture = share - BetaMixture.FLAT.lower(k, n, DELTA);

      assertThat(spent).isLessThan(mixture);
      assertThat(spent / single).isLessThan(LOOKS.last(look) ? 1.02 : 1.25);
    }
  }

  // ---------------------------------------------------------------- votes

  @Test
  void aVoteBoundCanBeRecomputedFromItsOwnNumbers() {
    VoteEstimator estimator = VoteEstimator.of(CLEAR, LOOKS, DELTA);

    VoteBound bound = estimator.bound(2, VoteTally.of(480, 20));

    assertThat(estimator.form()).isEqualTo(VoteForm.MAJORITY);
    assertThat(bound.lowerBound())
        .isEqualTo(ClopperPearson.lower(480, 500, bound.failureProbability()));
    assertThatThrownBy(() -> estimator.bound(2, VoteTally.of(480, 0)))
        .hasMessageContaining("Look 2 is at 500 samples and 480 were tallied");
  }

  @Test
  void aNodeIsSettledOnceEveryBudgetIsCertified() {
    VoteEstimator estimator = VoteEstimator.of(CLEAR, LOOKS, DELTA);
    VoteTally tally = VoteTally.of(250, 0);

    assertThat(estimator.settled(1, tally, needs(0.6, 0.9))).isTrue();
    assertThat(estimator.settled(1, tally, needs(0.6, 0.99))).isFalse();
  }

  @Test
  void aNodeIsSettledOnceNoBudgetIsLikelyToBeReachedAnyMore() {
    VoteEstimator estimator = VoteEstimator.of(CLEAR, LOOKS, DELTA);
    VoteTally tally = VoteTally.of(300, 200);

    assertThat(estimator.settled(2, tally, needs(0.65))).isTrue();
    assertThat(estimator.settled(2, tally, needs(0.58))).isFalse();
    assertThat(estimator.settled(2, tally, needs(0.65, 0.58))).isFalse();
    assertThat(ClopperPearson.lower(1_300, 2_000, LOOKS.share(4, DELTA))).isBetween(0.58, 0.65);
  }

  /** What the early stop costs. */
  @ParameterizedTest
  @CsvSource({"0.6", "0.8", "0.95"})
  void aBudgetInReachAtTheCapIsSeldomGivenUp(double share) {
    VoteEstimator estimator = VoteEstimator.of(CLEAR, LOOKS, DELTA);
    long expected = Math.round(share * 2_000);
    double need = ClopperPearson.lower(expected, 2_000, LOOKS.share(4, DELTA));
    SplittableRandom random = new SplittableRandom(21);
    int givenUp = 0;
    for (int run = 0; run < 1_000; run++) {
      VoteTally tally = VoteTally.of(0, 0);
      boolean stopped = false;
      for (int look = 0; look < 5; look++) {
        tally = tally.plus(drawn(share, LOOKS.samples(look) - (int) tally.samples(), random));
        if (estimator.bound(look, tally).lowerBound() >= need) {
          givenUp += stopped ? 1 : 0;
          break;
        }
        stopped |= estimator.settled(look, tally, needs(need));
      }
    }
    assertThat(givenUp / 1_000.0).isLessThan(0.03);
  }

  private static VoteTally drawn(double share, int samples, SplittableRandom random) {
    long own = 0;
    for (int i = 0; i < samples; i++) {
      own += random.nextDouble() < share ? 1 : 0;
    }
    return VoteTally.of(own, samples - own);
  }

  @Test
  void whatIsHopedForIsAboveWhatIsProvenAndKeepsTheProportionOfRivals() {
    VoteEstimator estimator = VoteEstimator.of(VoteForm.PLURALITY, PLURAL, LOOKS, DELTA);
    VoteTally tally = VoteTally.of(250, 150, 100);

    VoteBound hoped = estimator.hoped(2, tally, 4);
    VoteBound now = estimator.bound(2, tally);

    assertThat(hoped.samples()).isEqualTo(2_000);
    assertThat(hoped.votes()).isBetween(1_000L, 1_120L);
    assertThat(hoped.lowerBound()).isGreaterThan(now.lowerBound());
    assertThat(hoped.rivalBound().orElseThrow()).isLessThan(now.rivalBound().orElseThrow());
  }

  @Test
  void aNodeIsSettledAtTheLastLookAndNeverBeforeWithoutBudgets() {
    VoteEstimator estimator = VoteEstimator.of(CLEAR, LOOKS, DELTA);

    assertThat(estimator.settled(4, VoteTally.of(1_900, 100), needs(0.99))).isTrue();
    assertThat(estimator.settled(4, VoteTally.of(2_000, 0), List.of())).isTrue();
    assertThat(estimator.settled(3, VoteTally.of(1_000, 0), List.of())).isFalse();
  }

  @Test
  void theFormIsThatOfMorePromise() {
    assertThat(VoteForm.chosen(VoteTally.of(195, 3, 2), 2_000, DELTA))
        .isEqualTo(VoteForm.PLURALITY);
    assertThat(VoteForm.chosen(VoteTally.of(90, 40, 40, 30), 2_000, DELTA))
        .isEqualTo(VoteForm.PLURALITY);
    assertThat(VoteForm.chosen(VoteTally.of(150, 50, 0), 2_000, DELTA))
        .isEqualTo(VoteForm.MAJORITY);
    assertThat(VoteForm.chosen(VoteTally.of(120, 80), 2_000, DELTA)).isEqualTo(VoteForm.MAJORITY);
  }

  @Test
  void aPluralityWithoutMajorityDoesNotAbstain() {
    VoteTally selection = VoteTally.of(90, 40, 40, 30);
    VoteTally votes = VoteTally.of(900, 400, 400, 300);
    VoteEstimator estimator = VoteEstimator.of(selection, AdaptivePlan.once(2_000), DELTA);

    VoteBound bound = estimator.bound(0, votes);

    assertThat(bound.lowerBound()).isBetween(0.39, 0.45);
    assertThat(bound.rivalBound().orElseThrow()).isBetween(0.2, 0.25);
    assertThat(bound.abstains()).isFalse();
    assertThat(VoteBound.of(selection, votes, DELTA).abstains()).isTrue();
  }

  @Test
  void noRivalIsBoundedAboveWhatThePredictedClassLeaves() {
    VoteTally votes = VoteTally.of(1_400, 600, 0);
    VoteBound bound = VoteBound.of(VoteForm.PLURALITY, votes, votes, DELTA);

    assertThat(bound.rivalBound().orElseThrow())
        .isGreaterThanOrEqualTo(1 - bound.lowerBound())
        .isCloseTo(1 - bound.lowerBound(), within(1e-15));
  }

  // ---------------------------------------------------------------- scores

  @ParameterizedTest
  @EnumSource(ScoreLaw.class)
  void theOneMeanRowIsUsedWhereItPromisesMoreAndThenGivesMore(ScoreLaw law) {
    SplittableRandom random = new SplittableRandom(9);
    ScoreTally selection = law.draw(200, random);
    ScoreTally scores = law.draw(2_000, random);
    ScoreBound bound = ScoreEstimator.of(0, selection, LOOKS, DELTA).bound(4, scores);
    double alone = BettingBound.lower(scores, Bets.tuned(selection, LOOKS, DELTA), DELTA);

    assertThat(bound.lowerBound()).isLessThan(law.mean()).isCloseTo(alone, within(0.005));
    assertThat(bound.oneMean().isPresent()).isEqualTo(law.ordinal() >= ScoreLaw.NARROW.ordinal());
    bound
        .oneMean()
        .ifPresent(
            row -> {
              assertThat(row.eta()).isGreaterThan(new LinearEta(alone).value());
              assertThat(bound.varianceEta()).isEqualTo(row.eta());
              assertThat(row.lowerBound()).isLessThanOrEqualTo(bound.lowerBound());
            });
  }

  /** One mean loses little or nothing to two bounds. */
  @Test
  void theOneMeanRowIsAboutAsGoodAsMeanAndVariance() {
    SplittableRandom random = new SplittableRandom(10);
    ScoreTally selection = ScoreLaw.NARROW.draw(200, random);
    ScoreTally scores = ScoreLaw.NARROW.draw(2_000, random);

    double one = ScoreEstimator.of(0, selection, LOOKS, DELTA).bound(4, scores).varianceEta();
    double two = MeanVariance.of(selection, scores, LOOKS, DELTA).eta();

    assertThat(one).isGreaterThan(0.95 * two).isLessThan(exactEta(ScoreLaw.NARROW));
    assertThat(two).isLessThan(exactEta(ScoreLaw.NARROW));
  }

  @Test
  void scoresSettleLikeVotes() {
    SplittableRandom random = new SplittableRandom(12);
    ScoreEstimator estimator =
        ScoreEstimator.of(0, ScoreLaw.NARROW.draw(200, random), LOOKS, DELTA);
    ScoreTally tally = ScoreLaw.NARROW.draw(500, random);

    assertThat(estimator.settled(2, tally, needs(0.7))).isTrue();
    assertThat(estimator.settled(2, tally, needs(0.78))).isFalse();
    assertThat(estimator.settled(2, tally, needs(0.83))).isTrue();
    assertThat(estimator.settled(2, tally, etaAbove(0.2))).isTrue();
    assertThat(estimator.settled(2, tally, etaAbove(2.5))).isFalse();
    assertThat(estimator.settled(2, tally, etaAbove(20))).isTrue();
  }

  @Test
  void withoutSelectionSamplesScoresAreBoundedOnAGrid() {
    ScoreBound bound =
        ScoreEstimator.of(0, ScoreTally.empty(), AdaptivePlan.once(500), DELTA)
            .bound(0, ScoreLaw.NARROW.draw(500, new SplittableRandom(13)));

    assertThat(bound.oneMean()).isEmpty();
    assertThat(bound.lowerBound()).isBetween(0.7, 0.79);
  }

  private static List<Predicate<ClassBound>> etaAbove(double eta) {
    return List.of(bound -> bound instanceof ScoreBound score && score.varianceEta() > eta);
  }

  private static double exactEta(ScoreLaw law) {
    return LinearCertificates.eta(law.mean(), law.variance());
  }

  /** η of a mean alone. */
  private record LinearEta(double mean) {
    double value() {
      return LinearCertificates.eta(mean, mean * (1 - mean));
    }
  }
}
