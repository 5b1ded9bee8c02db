package io.ringfence.certificates;

import java.util.Arrays;

/** Counts per input region, where a column of several regions counts in its first. Immutable. */
final class Attack {

  /** No change at all. */
  static final Attack NOTHING = new Attack(new int[0], new int[0]);

  private final int[] additions;
  private final int[] deletions;

  private Attack(int[] additions, int[] deletions) {
    this.additions = additions;
    this.deletions = deletions;
  }

  static Attack of(AttackColumns columns, int[] additions, int[] deletions) {
    int regions = 0;
    for (int i = 0; i < columns.size(); i++) {
      regions = Math.max(regions, columns.get(i).region() + 1);
    }
    Attack attack = new Attack(new int[regions], new int[regions]);
    for (int i = 0; i < columns.size(); i++) {
      attack.additions[columns.get(i).region()] = additions[i];
      attack.deletions[columns.get(i).region()] = deletions[i];
    }
    return attack;
  }

  /** As counts per column, as far as the columns have room. */
  int[] additions(AttackColumns columns) {
    int[] counts = new int[columns.size()];
    Arrays.setAll(
        counts, i -> Math.min(columns.get(i).zeros(), at(additions, columns.get(i).region())));
    return counts;
  }

  /** As counts per column, as far as the columns have room. */
  int[] deletions(AttackColumns columns) {
    int[] counts = new int[columns.size()];
    Arrays.setAll(
        counts, i -> Math.min(columns.get(i).ones(), at(deletions, columns.get(i).region())));
    return counts;
  }

  private static int at(int[] counts, int region) {
    return region < counts.length ? counts[region] : 0;
  }
}
