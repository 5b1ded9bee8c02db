package io.ringfence.certificates.statistics;

import io.ringfence.certificates.VoteTally;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** How often each class has the highest score; of equal ones the lowest class counts. */
public record VoteStatistic() implements Statistic<VoteTally> {

  @Override
  public Accumulator<VoteTally> accumulator(int targets, int classes) {
    return new Votes(targets, classes);
  }

  @Override
  public VoteTally sum(VoteTally left, VoteTally right) {
    return left.plus(right);
  }

  private static final class Votes implements Accumulator<VoteTally> {
    private final int classes;
    private final long[] votes;

    Votes(int targets, int classes) {
      this.classes = classes;
      this.votes = new long[Math.multiplyExact(targets, classes)];
    }

    @Override
    public void add(int target, double[] logits) {
      int best = 0;
      for (int y = 1; y < logits.length; y++) {
        if (logits[y] > logits[best]) {
          best = y;
        }
      }
      votes[target * classes + best]++;
    }

    @Override
    public List<VoteTally> results() {
      List<VoteTally> tallies = new ArrayList<>();
      for (int from = 0; from < votes.length; from += classes) {
        tallies.add(VoteTally.of(Arrays.copyOfRange(votes, from, from + classes)));
      }
      return List.copyOf(tallies);
    }
  }
}
