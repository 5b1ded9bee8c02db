package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;
import java.util.stream.IntStream;

/**
 * The input regions among which an adversary really has to choose, in the order of branching.
 *
 * <p>Regions with the same levels in every row are one column with their bits together. A column is
 * left out if it tells nothing in any row, or if another column dominates it in every row and has
 * room for the whole budget: moving the budget there never lowers a threshold. Two columns cannot
 * leave each other out, because channels that dominate each other are equal and were merged.
 */
final class AttackColumns {

  /**
   * @param region stands for all merged regions
   * @param zeros bits to add, together, at most the budget
   * @param ones bits to delete, together, at most the budget
   */
  record Column(int region, int zeros, int ones) {
    boolean holds(Budget budget) {
      return zeros >= budget.additions() && ones >= budget.deletions();
    }
  }

  private final List<Column> columns;

  private AttackColumns(List<Column> columns) {
    this.columns = columns;
  }

  static AttackColumns of(
      BinaryNoiseSchedule schedule, List<Integer> rows, CollectiveTargets targets, Budget budget) {
    List<Column> merged = new ArrayList<>();
    for (int j = 0; j < schedule.regions(); j++) {
      int region = j;
      int zeros = Math.min(targets.zeros(j), budget.additions());
      int ones = Math.min(targets.ones(j), budget.deletions());
      int same =
          IntStream.range(0, merged.size())
              .filter(i -> mutual(schedule, rows, merged.get(i).region, region))
              .findFirst()
              .orElse(-1);
      if (same < 0) {
        merged.add(new Column(j, zeros, ones));
      } else {
        Column old = merged.get(same);
        merged.set(
            same,
            new Column(
                old.region,
                sum(old.zeros, zeros, budget.additions()),
                sum(old.ones, ones, budget.deletions())));
      }
    }
    return new AttackColumns(
        merged.stream()
            .filter(c -> !useless(schedule, rows, c.region))
            .filter(
                c ->
                    merged.stream()
                        .noneMatch(
                            d ->
                                d.region != c.region
                                    && d.holds(budget)
                                    && dominates(schedule, rows, d.region, c.region)))
            .toList());
  }

  AttackColumns ordered(ToIntFunction<Column> harm) {
    return new AttackColumns(
        columns.stream().sorted(Comparator.comparingInt(harm).reversed()).toList());
  }

  int size() {
    return columns.size();
  }

  Column get(int i) {
    return columns.get(i);
  }

  List<Column> all() {
    return columns;
  }

  private static int sum(int x, int y, int cap) {
    return (int) Math.min((long) x + y, cap);
  }

  private static boolean useless(BinaryNoiseSchedule schedule, List<Integer> rows, int j) {
    return rows.stream().allMatch(c -> BinaryChannel.of(schedule.level(c, j)).useless());
  }

  private static boolean mutual(BinaryNoiseSchedule schedule, List<Integer> rows, int i, int j) {
    return rows.stream()
        .allMatch(
            c ->
                BinaryChannel.of(schedule.level(c, i))
                    .equals(BinaryChannel.of(schedule.level(c, j))));
  }

  private static boolean dominates(BinaryNoiseSchedule schedule, List<Integer> rows, int i, int j) {
    return rows.stream()
        .allMatch(
            c ->
                BinaryChannel.of(schedule.level(c, i))
                    .dominates(BinaryChannel.of(schedule.level(c, j))));
  }
}
