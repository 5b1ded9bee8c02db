package io.ringfence.engine;

import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.estimation.AdaptivePlan;
import io.ringfence.certificates.estimation.EarlierVotes;
import io.ringfence.graph.SampleRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Chooses the class of each target by votes, from the first samples of the seed. Any rule is sound
 * that does not see the samples that follow.
 */
final class ClassChoice {

  /** The first look is at all samples divided by this. */
  private static final int FIRST_LOOK = 8;

  /** A known class is confirmed by all samples divided by this. */
  private static final int CONFIRMATION = 20;

  /** Standard deviations of the difference of two classes of the same probability. */
  private static final double CLEAR = 3;

  private ClassChoice() {}

  /** All samples for every target. */
  static List<VoteTally> whole(Draws<VoteTally> draws, List<Integer> places, int samples) {
    draws.draw(places, new SampleRange(0, samples));
    return taken(draws, places);
  }

  /**
   * Looks after an eighth of the samples, and each time that they have doubled; a target whose
   * leader is clear gets no more; a target whose class is known only as many as confirm it. A wrong
   * class of such a lead, which would make the target abstain, is as unlikely as a normal deviate
   * beyond three standard deviations.
   */
  static List<VoteTally> adaptive(Draws<VoteTally> draws, BoundSampler.Work work, int samples) {
    List<Integer> places = work.places();
    List<Integer> open = unconfirmed(draws, work, samples);
    int drawn = 0;
    for (int upTo : AdaptivePlan.doubling(Math.max(1, samples / FIRST_LOOK), samples).looks()) {
      if (!open.isEmpty()) {
        draws.draw(open, new SampleRange(drawn, upTo - drawn));
        drawn = upTo;
        open = open.stream().filter(place -> !isClear(draws.tally(place))).toList();
      }
    }
    return taken(draws, places);
  }

  /**
   * A target whose class was found by other samples needs but a few to confirm it; whose do not,
   * begins anew like all others.
   */
  private static List<Integer> unconfirmed(
      Draws<VoteTally> draws, BoundSampler.Work work, int samples) {
    List<Integer> known =
        work.places().stream().filter(place -> work.earlier().get(place).isPresent()).toList();
    if (!known.isEmpty()) {
      draws.draw(known, new SampleRange(0, Math.max(1, samples / CONFIRMATION)));
    }
    List<Integer> open = new ArrayList<>();
    for (int place : work.places()) {
      Optional<EarlierVotes> earlier = work.earlier().get(place);
      boolean confirmed =
          earlier.isPresent() && draws.tally(place).leader() == earlier.get().predictedClass();
      if (!confirmed) {
        draws.forget(place);
        open.add(place);
      }
    }
    return open;
  }

  private static List<VoteTally> taken(Draws<VoteTally> draws, List<Integer> places) {
    List<VoteTally> tallies = new ArrayList<>(places.size());
    for (int place : places) {
      tallies.add(draws.tally(place));
      draws.forget(place);
    }
    return tallies;
  }

  static boolean isClear(VoteTally tally) {
    long[] votes = new long[tally.classes()];
    Arrays.setAll(votes, tally::votes);
    Arrays.sort(votes);
    long first = votes[votes.length - 1];
    long second = votes.length > 1 ? votes[votes.length - 2] : 0;
    return first - second >= CLEAR * Math.sqrt(first + second);
  }
}
