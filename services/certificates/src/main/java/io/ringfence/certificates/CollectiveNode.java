package io.ringfence.certificates;

import java.util.Arrays;

/**
 * A partly decided split of a budget over columns: the first {@link #depth()} columns have their
 * additions and deletions, the rest of the budget and of the nodes is still free. Immutable by
 * convention: the arrays are not to be written to.
 */
final class CollectiveNode {

  private final int[] additions;
  private final int[] deletions;
  private final Budget left;
  private final int nodesLeft;

  private CollectiveNode(int[] additions, int[] deletions, Budget left, int nodesLeft) {
    this.additions = additions;
    this.deletions = deletions;
    this.left = left;
    this.nodesLeft = nodesLeft;
  }

  /**
   * @param nodes that can be attacked, {@link Integer#MAX_VALUE} without limits
   */
  static CollectiveNode open(Budget budget, int nodes) {
    return new CollectiveNode(new int[0], new int[0], budget, nodes);
  }

  /** With the next column decided. */
  CollectiveNode next(int moreAdditions, int moreDeletions, int moreNodes) {
    int depth = depth();
    int[] a = Arrays.copyOf(additions, depth + 1);
    int[] d = Arrays.copyOf(deletions, depth + 1);
    a[depth] = moreAdditions;
    d[depth] = moreDeletions;
    return new CollectiveNode(
        a,
        d,
        new Budget(left.additions() - moreAdditions, left.deletions() - moreDeletions),
        nodesLeft == Integer.MAX_VALUE ? nodesLeft : nodesLeft - moreNodes);
  }

  int depth() {
    return additions.length;
  }

  /** Per decided column. */
  int[] additions() {
    return additions;
  }

  /** Per decided column. */
  int[] deletions() {
    return deletions;
  }

  /** What is still free. */
  Budget left() {
    return left;
  }

  /** Whether enough nodes are left for counts in a column. */
  boolean affords(AttackColumns.Column column, int moreAdditions, int moreDeletions) {
    return nodesLeft == Integer.MAX_VALUE
        || need(column, moreAdditions, moreDeletions) <= nodesLeft;
  }

  /** Nodes that counts in a column need. */
  int need(AttackColumns.Column column, int moreAdditions, int moreDeletions) {
    return nodesLeft == Integer.MAX_VALUE ? 0 : column.supply().need(moreAdditions, moreDeletions);
  }
}
