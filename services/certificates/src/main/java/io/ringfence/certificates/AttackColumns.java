package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToIntFunction;

/**
 * The input regions among which an adversary really has to choose, in the order of branching.
 *
 * <p>Regions with the same levels in every row are one column with their bits together. A column is
 * left out if it tells nothing in any row, or if another column dominates it in every row and has
 * room for the whole budget, unless the nodes are limited: moving the budget there never lowers a
 * threshold. Two columns cannot leave each other out, because channels that dominate each other are
 * equal and were merged.
 */
final class AttackColumns {

  /**
   * @param region stands for all merged regions
   * @param merged all of them
   * @param zeros bits to add, together, at most the budget
   * @param ones bits to delete, together, at most the budget
   * @param supply of nodes, where nodes or bits per node are limited
   */
  record Column(int region, List<Integer> merged, int zeros, int ones, NodeSupply supply) {
    boolean holds(Budget budget) {
      return zeros >= budget.additions() && ones >= budget.deletions();
    }
  }

  private final List<Column> columns;

  private AttackColumns(List<Column> columns) {
    this.columns = columns;
  }

  static AttackColumns of(
      BinaryNoiseSchedule schedule,
      CollectiveTargets targets,
      Budget budget,
      AdversaryLimits limits) {
    List<Integer> rows = targets.groups().stream().map(TargetGroup::region).distinct().toList();
    List<List<Integer>> merged = new ArrayList<>();
    for (int j = 0; j < schedule.regions(); j++) {
      int region = j;
      merged.stream()
          .filter(same -> mutual(schedule, rows, same.get(0), region))
          .findFirst()
          .orElseGet(
              () -> {
                merged.add(new ArrayList<>());
                return merged.get(merged.size() - 1);
              })
          .add(region);
    }
    List<Column> all =
        merged.stream().map(regions -> column(regions, targets, budget, limits)).toList();
    return new AttackColumns(
        all.stream()
            .filter(c -> !useless(schedule, rows, c.region))
            .filter(
                c ->
                    limits.limitsNodes()
                        || all.stream()
                            .noneMatch(
                                d ->
                                    d.region != c.region
                                        && d.holds(budget)
                                        && dominates(schedule, rows, d.region, c.region)))
            .toList());
  }

  private static Column column(
      List<Integer> regions, CollectiveTargets targets, Budget budget, AdversaryLimits limits) {
    long zeros = 0;
    long ones = 0;
    for (int j : regions) {
      zeros += Math.min(targets.zeros(j), limits.additions(j));
      ones += Math.min(targets.ones(j), limits.deletions(j));
    }
    return new Column(
        regions.get(0),
        List.copyOf(regions),
        (int) Math.min(zeros, budget.additions()),
        (int) Math.min(ones, budget.deletions()),
        targets.supply(regions, limits.bitsPerNode()));
  }

  AttackColumns ordered(ToIntFunction<Column> harm) {
    return new AttackColumns(
        columns.stream().sorted(Comparator.comparingInt(harm).reversed()).toList());
  }

  int size() {
    return columns.size();
  }

  int indexOf(Column column) {
    return columns.indexOf(column);
  }

  Column get(int i) {
    return columns.get(i);
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
