package io.ringfence.certificates;

import java.util.Arrays;

/**
 * How often each class won the argmax of the base model over a number of noisy graphs. Tallies of
 * disjoint sample ranges add up in any order. Immutable.
 */
public final class VoteTally {

  private final long[] votes;

  private VoteTally(long[] votes) {
    this.votes = votes;
  }

  /**
   * @param votes votes per class; copied
   */
  public static VoteTally of(long... votes) {
    if (votes.length == 0) {
      throw new IllegalArgumentException("A vote tally needs at least one class.");
    }
    for (int y = 0; y < votes.length; y++) {
      if (votes[y] < 0) {
        throw new IllegalArgumentException(
            "Class %d has %d votes; a count must not be negative.".formatted(y, votes[y]));
      }
    }
    return new VoteTally(votes.clone());
  }

  /** Number of classes. */
  public int classes() {
    return votes.length;
  }

  /** Votes for one class. */
  public long votes(int predictedClass) {
    return votes[predictedClass];
  }

  /** Number of noisy graphs: the sum of all votes. */
  public long samples() {
    return Arrays.stream(votes).sum();
  }

  /** The class with most votes; of several, the lowest. */
  public int leader() {
    int leader = 0;
    for (int y = 1; y < votes.length; y++) {
      if (votes[y] > votes[leader]) {
        leader = y;
      }
    }
    return leader;
  }

  /** The tally of both sample ranges together. */
  public VoteTally plus(VoteTally other) {
    if (other.votes.length != votes.length) {
      throw new IllegalArgumentException(
          "Tallies of %d and %d classes cannot be added."
              .formatted(votes.length, other.votes.length));
    }
    long[] sum = votes.clone();
    for (int y = 0; y < sum.length; y++) {
      sum[y] += other.votes[y];
    }
    return new VoteTally(sum);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof VoteTally that && Arrays.equals(votes, that.votes);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(votes);
  }

  @Override
  public String toString() {
    return "VoteTally" + Arrays.toString(votes);
  }
}
