package io.ringfence.engine;

import io.ringfence.certificates.Perturbation;

/** Net number of bits that differ from those that a word was drawn from, per input region. */
final class SpentBits {

  /** Additions of region j at 2j, deletions at 2j + 1. */
  private final int[] counts;

  SpentBits(Perturbation spent) {
    counts = new int[2 * spent.regions()];
    for (int j = 0; j < spent.regions(); j++) {
      counts[2 * j] = spent.additions(j);
      counts[2 * j + 1] = spent.deletions(j);
    }
  }

  /** Changes the counts of one region; negative numbers are refunds. */
  void add(int region, int additions, int deletions) {
    counts[2 * region] += additions;
    counts[2 * region + 1] += deletions;
  }

  int bits() {
    int bits = 0;
    for (int count : counts) {
      bits += count;
    }
    return bits;
  }

  /** How these counts lie to others of the same regions. */
  Change since(Perturbation other) {
    boolean rose = false;
    boolean fell = false;
    for (int j = 0; j < other.regions(); j++) {
      int additions = counts[2 * j] - other.additions(j);
      int deletions = counts[2 * j + 1] - other.deletions(j);
      rose |= additions > 0 || deletions > 0;
      fell |= additions < 0 || deletions < 0;
    }
    if (fell) {
      return Change.REFUNDED;
    }
    return rose ? Change.ROSE : Change.NONE;
  }

  /** Where counts have gone. */
  enum Change {
    /** They are the same. */
    NONE,
    /** Some rose and none fell: nothing can be left that was not left before. */
    ROSE,
    /** Some fell. */
    REFUNDED
  }

  Perturbation perturbation() {
    int[] additions = new int[counts.length / 2];
    int[] deletions = new int[counts.length / 2];
    for (int j = 0; j < additions.length; j++) {
      additions[j] = counts[2 * j];
      deletions[j] = counts[2 * j + 1];
    }
    return Perturbation.of(additions, deletions);
  }
}
