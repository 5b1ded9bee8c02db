package io.ringfence.certificates;

import java.util.Arrays;

/**
 * The best attack so far, improved by moving bits from column to column. Only what is found
 * matters, not how: every attack here keeps to the budget, to the columns and to the limits. Not
 * thread-safe.
 */
final class AttackImprover {

  private static final int ROUNDS = 12;

  private final AttackEffect effect;
  private final AttackColumns columns;
  private final int attackedNodes;
  private final boolean limited;
  private int[] additions;
  private int[] deletions;
  private int best = -1;
  private int improved = -1;

  AttackImprover(AttackEffect effect, int attackedNodes, boolean limited) {
    this.effect = effect;
    this.attackedNodes = attackedNodes;
    this.limited = limited;
    columns = effect.columns();
    additions = new int[columns.size()];
    deletions = new int[columns.size()];
  }

  /** Most targets attacked, -1 before anything was tried. */
  int best() {
    return best;
  }

  Attack attack() {
    return Attack.of(columns, additions, deletions);
  }

  /** Takes a complete allocation whose effect is known. */
  void accept(CollectiveNode complete, int attacked) {
    if (attacked > best) {
      best = attacked;
      additions = complete.additions();
      deletions = complete.deletions();
    }
  }

  /** Spends what a split leaves, tries it and, if it is the best so far, what is near it. */
  void consider(CollectiveNode split) {
    int[] a = split.additions().clone();
    int[] d = split.deletions().clone();
    spend(a, d, split.left());
    climb(a, d);
  }

  /** Tries an attack of a smaller budget with the rest of this one on top. */
  void tryWithin(Attack smaller, Budget budget) {
    int[] a = smaller.additions(columns);
    int[] d = smaller.deletions(columns);
    int usedA = Arrays.stream(a).sum();
    int usedD = Arrays.stream(d).sum();
    if (usedA <= budget.additions() && usedD <= budget.deletions()) {
      spend(a, d, new Budget(budget.additions() - usedA, budget.deletions() - usedD));
      climb(a, d);
    }
  }

  private void spend(int[] a, int[] d, Budget left) {
    int moreA = left.additions();
    int moreD = left.deletions();
    for (int i = 0; i < a.length; i++) {
      int room = Math.min(moreA, columns.get(i).zeros() - a[i]);
      a[i] += room;
      moreA -= room;
      room = Math.min(moreD, columns.get(i).ones() - d[i]);
      d[i] += room;
      moreD -= room;
    }
    while (!affordable(a, d)) {
      int i = heaviest(a, d);
      (a[i] >= d[i] ? a : d)[i]--;
    }
  }

  private static int heaviest(int[] a, int[] d) {
    int heaviest = 0;
    for (int i = 1; i < a.length; i++) {
      heaviest = a[i] + d[i] > a[heaviest] + d[heaviest] ? i : heaviest;
    }
    return heaviest;
  }

  private boolean affordable(int[] a, int[] d) {
    long need = 0;
    for (int i = 0; limited && i < a.length; i++) {
      need += columns.get(i).supply().need(a[i], d[i]);
    }
    return !limited || need <= attackedNodes;
  }

  private void climb(int[] a, int[] d) {
    int value = effect.attacked(a, d);
    keep(a, d, value);
    if (value <= improved) {
      return;
    }
    for (int round = 0; round < ROUNDS && improve(a, d, value); round++) {
      value = effect.attacked(a, d);
    }
    improved = Math.max(improved, value);
  }

  private void keep(int[] a, int[] d, int value) {
    if (value > best) {
      best = value;
      additions = a.clone();
      deletions = d.clone();
    }
  }

  /** The best single move of one bit or of half of them; false if none gains. */
  private boolean improve(int[] a, int[] d, int value) {
    int before = value;
    int[] bestA = a.clone();
    int[] bestD = d.clone();
    int top = value;
    for (int from = 0; from < a.length; from++) {
      for (int to = 0; to < a.length; to++) {
        for (int kind = 0; from != to && kind < 4; kind++) {
          int[] counts = kind % 2 == 0 ? a : d;
          int room =
              (kind % 2 == 0 ? columns.get(to).zeros() : columns.get(to).ones()) - counts[to];
          int move = Math.min(room, kind < 2 ? Math.min(1, counts[from]) : counts[from] / 2);
          if (move > (kind < 2 ? 0 : 1)) {
            counts[from] -= move;
            counts[to] += move;
            int moved = affordable(a, d) ? effect.attacked(a, d) : -1;
            if (moved > top) {
              top = moved;
              System.arraycopy(a, 0, bestA, 0, a.length);
              System.arraycopy(d, 0, bestD, 0, d.length);
            }
            counts[from] += move;
            counts[to] -= move;
          }
        }
      }
    }
    System.arraycopy(bestA, 0, a, 0, a.length);
    System.arraycopy(bestD, 0, d, 0, d.length);
    keep(a, d, top);
    return top > before;
  }
}
