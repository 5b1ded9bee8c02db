package io.ringfence.certificates;

import java.util.Arrays;

/**
 * An upper bound on what falls when the rest of a budget is split over the open columns, by dynamic
 * programming.
 *
 * <p>What falls in one group is bounded by a function of the counts in its focus alone (see {@link
 * AttackEffect}). Summed over the groups with the same focus this is one function V_j per open
 * column j, and
 *
 * <pre>   max Σ_j V_j(x_j)   s.t.   Σ_j x_j = rest </pre>
 *
 * bounds every split; it is far tighter than letting each group have the whole rest in its own
 * worst place. With two open columns all V_j are exact and so is the maximum. Large rests are split
 * in blocks of several bits, V_j taken at the upper end of a block in the focus and at the lower
 * end for the others, and Σ x_j ≤ rest; the same with limited nodes, because then the rest need not
 * be spendable. O(columns·states²), with at most {@value #MAX_STATES} states. Not thread-safe.
 */
final class SplitTable {

  private static final int MAX_STATES = 200;
  private static final int MAX_EXACT_STATES = 1_500;
  private static final int NEVER = Integer.MIN_VALUE / 4;

  private final AttackEffect effect;
  private final CollectiveNode node;
  private final Budget rest;
  private final int depth;
  private final int columns;
  private final boolean bounded;
  private final int stepA;
  private final int stepD;
  private final int unitsA;
  private final int unitsD;
  private final int[][] gain;
  private final int[][] best;

  /**
   * @param rest what can be spent in the open columns; both parts together, if no node is limited
   * @param limited whether nodes are limited
   */
  SplitTable(AttackEffect effect, CollectiveNode node, Budget rest, boolean limited) {
    this.effect = effect;
    this.node = node;
    this.rest = rest;
    depth = node.depth();
    columns = effect.columns().size();
    int most = columns - depth <= 2 ? MAX_EXACT_STATES : MAX_STATES;
    int a = 1;
    int d = 1;
    while ((long) (rest.additions() / a + 1) * (rest.deletions() / d + 1) > most) {
      if (rest.additions() / a > rest.deletions() / d) {
        a++;
      } else {
        d++;
      }
    }
    stepA = a;
    stepD = d;
    unitsA = rest.additions() / a;
    unitsD = rest.deletions() / d;
    bounded = limited || a > 1 || d > 1;
    gain = new int[columns][];
    best = new int[columns + 1][];
  }

  /** Fills the table. */
  void solve() {
    for (int j = depth; j < columns; j++) {
      gain[j] = new int[states()];
    }
    for (int g = 0; g < effect.groups(); g++) {
      new GroupGain(g).addTo(gain[effect.focus(g, depth)]);
    }
    for (int j = depth; j < columns; j++) {
      forbid(j);
    }
    best[columns - 1] = gain[columns - 1].clone();
    raise(best[columns - 1]);
    for (int j = columns - 2; j >= depth; j--) {
      best[j] = new int[states()];
      for (int a = 0; a <= unitsA; a++) {
        for (int d = 0; d <= unitsD; d++) {
          best[j][state(a, d)] = bestSplit(j, a, d);
        }
      }
      raise(best[j]);
    }
  }

  int states() {
    return (unitsA + 1) * (unitsD + 1);
  }

  /** Whether {@link #bound} is attained by {@link #split}. */
  boolean exact() {
    return !bounded && columns - depth <= 2;
  }

  /** Most that falls under any split. */
  int bound() {
    return best[depth][state(unitsA, unitsD)];
  }

  /** Most that falls with given counts in the first open column. */
  int bound(int additions, int deletions) {
    int own = gain[depth][state(additions / stepA, deletions / stepD)];
    if (depth == columns - 1) {
      return own;
    }
    int leftA = (rest.additions() - additions) / stepA;
    int leftD = (rest.deletions() - deletions) / stepD;
    return own + best[depth + 1][state(leftA, leftD)];
  }

  /** The split that attains the bound: counts per column, decided ones included. */
  CollectiveNode split() {
    CollectiveNode split = node;
    int a = unitsA;
    int d = unitsD;
    for (int j = depth; j < columns; j++) {
      AttackColumns.Column column = effect.columns().get(j);
      int[] choice = j == columns - 1 ? new int[] {a, d} : choice(j, a, d);
      split =
          split.next(
              Math.min(column.zeros(), Math.min(split.left().additions(), choice[0] * stepA)),
              Math.min(column.ones(), Math.min(split.left().deletions(), choice[1] * stepD)),
              0);
      a -= choice[0];
      d -= choice[1];
    }
    return split;
  }

  private int[] choice(int j, int a, int d) {
    int[] choice = {0, 0};
    int most = Integer.MIN_VALUE;
    for (int x = 0; x <= a; x++) {
      for (int y = 0; y <= d; y++) {
        int value = gain[j][state(x, y)] + best[j + 1][state(a - x, d - y)];
        if (value > most) {
          most = value;
          choice = new int[] {x, y};
        }
      }
    }
    return choice;
  }

  private int bestSplit(int j, int a, int d) {
    int most = NEVER;
    int[] own = gain[j];
    int[] others = best[j + 1];
    for (int x = 0; x <= a; x++) {
      int at = state(x, 0);
      int rest = state(a - x, d);
      for (int y = 0; y <= d; y++) {
        most = Math.max(most, own[at + y] + others[rest - y]);
      }
    }
    return Math.max(most, NEVER);
  }

  /** Less may be spent where the sum need not be met. */
  private void raise(int[] values) {
    for (int a = 0; bounded && a <= unitsA; a++) {
      for (int d = 0; d <= unitsD; d++) {
        int most = values[state(a, d)];
        most = a == 0 ? most : Math.max(most, values[state(a - 1, d)]);
        values[state(a, d)] = d == 0 ? most : Math.max(most, values[state(a, d - 1)]);
      }
    }
  }

  /** Counts that the column does not hold, or not with the nodes that are left. */
  private void forbid(int j) {
    AttackColumns.Column column = effect.columns().get(j);
    for (int a = 0; a <= unitsA; a++) {
      for (int d = 0; d <= unitsD; d++) {
        if (a * stepA > column.zeros()
            || d * stepD > column.ones()
            || !node.affords(column, a * stepA, d * stepD)) {
          gain[j][state(a, d)] = NEVER;
        }
      }
    }
  }

  private int state(int a, int d) {
    return a * (unitsD + 1) + d;
  }

  /**
   * V of one group, as far as the focus has room; where both ends of a range of states agree, all
   * between them do.
   */
  private final class GroupGain {
    private final int group;
    private final AttackColumns.Column focus;
    private final int othersZeros;
    private final int othersOnes;
    private final int[] values = new int[states()];

    GroupGain(int group) {
      this.group = group;
      int at = effect.focus(group, depth);
      focus = effect.columns().get(at);
      long zeros = 0;
      long ones = 0;
      for (int j = depth; j < columns; j++) {
        zeros += j == at ? 0 : effect.columns().get(j).zeros();
        ones += j == at ? 0 : effect.columns().get(j).ones();
      }
      othersZeros = (int) Math.min(zeros, Integer.MAX_VALUE);
      othersOnes = (int) Math.min(ones, Integer.MAX_VALUE);
      Arrays.fill(values, -1);
    }

    void addTo(int[] total) {
      int mostA = Math.min(unitsA, focus.zeros() / stepA);
      int mostD = Math.min(unitsD, focus.ones() / stepD);
      if (effect.monotone(group, depth)) {
        fill(0, mostA, 0, mostD);
      }
      for (int a = 0; a <= mostA; a++) {
        for (int d = 0; d <= mostD; d++) {
          total[state(a, d)] += value(a, d);
        }
      }
    }

    private void fill(int fromA, int toA, int fromD, int toD) {
      int low = value(fromA, fromD);
      if (low == value(toA, toD)) {
        for (int a = fromA; a <= toA; a++) {
          Arrays.fill(values, state(a, fromD), state(a, toD) + 1, low);
        }
      } else if (toA - fromA > toD - fromD) {
        int middle = (fromA + toA) / 2;
        fill(fromA, middle, fromD, toD);
        fill(middle + 1, toA, fromD, toD);
      } else if (toD > fromD) {
        int middle = (fromD + toD) / 2;
        fill(fromA, toA, fromD, middle);
        fill(fromA, toA, middle + 1, toD);
      }
    }

    private int value(int a, int d) {
      int state = state(a, d);
      if (values[state] < 0) {
        values[state] = evaluate(a * stepA, d * stepD);
      }
      return values[state];
    }

    private int evaluate(int additions, int deletions) {
      int upA = Math.min(rest.additions(), Math.min(focus.zeros(), additions + stepA - 1));
      int upD = Math.min(rest.deletions(), Math.min(focus.ones(), deletions + stepD - 1));
      Budget others =
          new Budget(
              Math.min(othersZeros, rest.additions() - additions),
              Math.min(othersOnes, rest.deletions() - deletions));
      return effect.attacked(
          group, depth, node.additions(), node.deletions(), new Budget(upA, upD), others);
    }
  }
}
