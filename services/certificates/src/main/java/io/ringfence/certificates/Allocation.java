package io.ringfence.certificates;

import java.util.Arrays;

/**
 * A partly decided split of a budget over columns: the first {@link #depth()} columns have their
 * additions and deletions, the rest of the budget is still free. Immutable.
 */
final class Allocation {

  private final int[] additions;
  private final int[] deletions;
  private final Budget left;

  private Allocation(int[] additions, int[] deletions, Budget left) {
    this.additions = additions;
    this.deletions = deletions;
    this.left = left;
  }

  static Allocation open(Budget budget) {
    return new Allocation(new int[0], new int[0], budget);
  }

  /** With the next column decided. */
  Allocation next(int moreAdditions, int moreDeletions) {
    int depth = depth();
    int[] a = Arrays.copyOf(additions, depth + 1);
    int[] d = Arrays.copyOf(deletions, depth + 1);
    a[depth] = moreAdditions;
    d[depth] = moreDeletions;
    return new Allocation(
        a, d, new Budget(left.additions() - moreAdditions, left.deletions() - moreDeletions));
  }

  int depth() {
    return additions.length;
  }

  int additions(int column) {
    return additions[column];
  }

  int deletions(int column) {
    return deletions[column];
  }

  /** What is still free. */
  Budget left() {
    return left;
  }
}
