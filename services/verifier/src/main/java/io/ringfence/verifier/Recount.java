package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.AllocationCount;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FlipCount;
import io.ringfence.verifier.recomputation.Schedule;
import io.ringfence.verifier.recomputation.TargetGroup;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Counts again what an adversary can flip, from the lower bounds of the targets. */
final class Recount {
  /** What an adversary may do. */
  record Budget(int additions, int deletions) {}

  private final List<TargetGroup> groups;
  private final WorstPlace worst;
  private final AllocationCount allocations;
  private final double effort;
  private Optional<Budget> coveredUpTo = Optional.empty();
  private Optional<AllocationCount.Answers> answers = Optional.empty();

  /**
   * @param lowerBounds above one half, by region
   * @param effort most thresholds of one enumeration
   */
  Recount(
      Schedule schedule,
      WorstPlace worst,
      Map<Integer, List<Double>> lowerBounds,
      List<Long> zeros,
      List<Long> ones,
      double effort) {
    Displacement none = Displacement.none(schedule.regions());
    groups = new ArrayList<>();
    new TreeMap<>(lowerBounds).forEach((c, q) -> groups.add(new TargetGroup(c, none, q)));
    this.worst = worst;
    allocations = new AllocationCount(schedule, groups, zeros, ones);
    this.effort = effort;
  }

  /** Number of targets that fall if each is attacked by itself. */
  Optional<FlipCount> naive(Budget budget) {
    return worst.flips(groups, budget.additions, budget.deletions);
  }

  /** Enumerates once for several budgets if they are within the effort together. */
  void prepare(List<Budget> budgets) {
    List<Budget> within = budgets.stream().filter(b -> effort(b) <= effort).toList();
    cover(
        new Budget(
            within.stream().mapToInt(Budget::additions).max().orElse(0),
            within.stream().mapToInt(Budget::deletions).max().orElse(0)));
  }

  double effort(Budget budget) {
    return allocations.effort(budget.additions, budget.deletions);
  }

  /** Largest number that fall to one adversary; empty if that is beyond the effort. */
  Optional<FlipCount> collective(Budget budget) {
    if (!isCovered(budget)) {
      cover(budget);
    }
    return isCovered(budget)
        ? answers.map(a -> a.at(budget.additions, budget.deletions))
        : Optional.empty();
  }

  private boolean isCovered(Budget budget) {
    return coveredUpTo
        .filter(c -> c.additions >= budget.additions && c.deletions >= budget.deletions)
        .isPresent();
  }

  private void cover(Budget budget) {
    if (effort(budget) <= effort) {
      answers = allocations.count(budget.additions, budget.deletions);
      coveredUpTo = Optional.of(budget);
    }
  }
}
