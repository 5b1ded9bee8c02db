package io.ringfence.engine;

import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.estimation.AdaptivePlan;
import io.ringfence.graph.SampleRange;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Chooses the class of each target by votes, from the first samples of the seed. Any rule is sound
 * that does not see the samples that follow.
 */
final class ClassChoice {

  /** The first look is at all samples divided by this. */
  private static final int FIRST_LOOK = 8;

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
   * leader is clear gets no more. A wrong class of such a lead, which would make the target
   * abstain, is as unlikely as a normal deviate beyond three standard deviations.
   */
  static List<VoteTally> adaptive(Draws<VoteTally> draws, List<Integer> places, int samples) {
    List<Integer> open = places;
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
