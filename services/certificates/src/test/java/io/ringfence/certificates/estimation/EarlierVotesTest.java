package io.ringfence.certificates.estimation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.ClopperPearson;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteForm;
import io.ringfence.certificates.VoteTally;
import java.util.Arrays;
import java.util.List;
import java.util.function.Predicate;
import org.junit.jupiter.api.Test;

class EarlierVotesTest {

  private static final double DELTA = 1e-6;
  private static final int CAP = 2_000;

  @Test
  void lookEarlyAtSureNodesAndLateAtThoseNearAThreshold() {
    assertThat(favoured(new EarlierVotes(0, 500, 500), needs(0.5, 0.889))).isBetween(125, 176);
    assertThat(favoured(new EarlierVotes(0, 475, 500), needs(0.5, 0.889))).isBetween(300, 900);
    assertThat(favoured(new EarlierVotes(0, 1_860, 2_000), needs(0.5, 0.889)))
        .isBetween(1_000, CAP);
  }

  @Test
  void whatIsOutOfReachIsNotWaitedFor() {
    assertThat(favoured(new EarlierVotes(0, 1_600, 2_000), needs(0.5, 0.889))).isEqualTo(125);
    assertThat(favoured(new EarlierVotes(0, 100, 2_000), needs(0.5))).isEqualTo(125);
  }

  @Test
  void theLooksOfAPlanFailTogetherWithNoMoreThanIsAllowed() {
    for (int step = 0; step <= 16; step++) {
      AdaptivePlan plan = AdaptivePlan.expecting(CAP, step, 16);
      double sum = 0;
      for (int look = 0; look < plan.looks().size(); look++) {
        sum += plan.share(look, DELTA);
      }
      assertThat(sum).as("step %d: %s", step, plan).isLessThanOrEqualTo(DELTA);
      assertThat(plan.cap()).isEqualTo(CAP);
    }
  }

  @Test
  void looksOfAllPlansShareOneGrid() {
    assertThat(AdaptivePlan.expecting(CAP, 0, 16).looks())
        .containsExactly(125, 250, 500, 1_000, CAP);
    assertThat(AdaptivePlan.expecting(CAP, 6, 16))
        .isEqualTo(new AdaptivePlan(List.of(176, 353, 707, 1_000, 1_414, CAP), 2));
    assertThat(AdaptivePlan.expecting(CAP, 3, 16).looks())
        .containsExactly(148, 297, 594, 1_189, CAP);
    assertThat(AdaptivePlan.expecting(3, 16, 16)).isEqualTo(AdaptivePlan.once(3));
  }

  @Test
  void evidenceFadesAndIsDroppedForAnotherClass() {
    EarlierVotes old = new EarlierVotes(1, 1_800, 2_000);

    assertThat(old.then(bound(1, 90, 100))).isEqualTo(new EarlierVotes(1, 1_440, 1_600));
    assertThat(old.then(bound(0, 90, 100))).isEqualTo(new EarlierVotes(0, 90, 100));
  }

  @Test
  void oldVotesNarrowWhatIsHopedForUnlessNewOnesContradictThem() {
    EarlierVotes old = new EarlierVotes(0, 1_600, 2_000);

    assertThat(old.upper(141, 176, 0.01)).isLessThan(ClopperPearson.upper(141, 176, 0.01) - 0.03);
    assertThat(old.upper(170, 176, 0.01)).isEqualTo(ClopperPearson.upper(170, 176, 0.01));
  }

  @Test
  void hopelessNodesAreGivenUpAtOnceAndBoundsAreThoseOfNewSamplesAlone() {
    EarlierVotes old = new EarlierVotes(0, 1_780, 2_000);
    AdaptivePlan plan = AdaptivePlan.expecting(CAP, 16, 16);
    VoteTally tally = VoteTally.of(112, 13);
    VoteEstimator knowing = VoteEstimator.knowing(old, VoteTally.of(10, 0), plan, DELTA);
    VoteEstimator ignorant = VoteEstimator.of(VoteForm.MAJORITY, VoteTally.of(10, 0), plan, DELTA);

    assertThat(knowing.settled(0, tally, needs(0.5, 0.889))).isTrue();
    assertThat(ignorant.settled(0, tally, needs(0.5, 0.889))).isFalse();
    assertThat(knowing.bound(0, tally)).isEqualTo(ignorant.bound(0, tally));
  }

  @Test
  void impossibleVotesAreRefused() {
    assertThatThrownBy(() -> new EarlierVotes(0, 3, 2)).hasMessageContaining("3 of 2");
    assertThatThrownBy(() -> new EarlierVotes(0, 0, 0)).hasMessageContaining("samples ≥ 1");
  }

  private static int favoured(EarlierVotes earlier, List<Predicate<ClassBound>> budgets) {
    AdaptivePlan plan = earlier.plan(CAP, DELTA, budgets);
    return plan.samples(plan.favoured());
  }

  private static VoteBound bound(int predictedClass, long votes, long samples) {
    return new VoteBound(predictedClass, votes, samples, DELTA, 0.5);
  }

  private static List<Predicate<ClassBound>> needs(double... bounds) {
    return Arrays.stream(bounds)
        .<Predicate<ClassBound>>mapToObj(need -> bound -> bound.lowerBound() > need)
        .toList();
  }
}
