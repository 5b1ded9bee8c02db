package io.ringfence.verifier;

import io.ringfence.verifier.recomputation.AllocationCount;
import io.ringfence.verifier.recomputation.Displacement;
import io.ringfence.verifier.recomputation.FlipCount;
import io.ringfence.verifier.recomputation.Target;
import io.ringfence.verifier.recomputation.TargetGroup;
import io.ringfence.verifier.recomputation.WorstPlace;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;

/** Counts again what an adversary can flip, from what is proven of the targets. */
final class Recount {
  /**
   * What an adversary may do.
   *
   * @param distance of real-valued attributes; 0 of bits
   */
  record Budget(int additions, int deletions, double distance) {
    Budget(int additions, int deletions) {
      this(additions, deletions, 0);
    }

    boolean covers(Budget small) {
      return small.additions <= additions
          && small.deletions <= deletions
          && small.distance <= distance;
    }
  }

  /** A target that has a certificate. */
  record Promised(int region, Displacement spent, Target target) {}

  private record GroupKey(int region, Displacement spent, OptionalDouble rival) {}

  private final List<TargetGroup> groups;
  private final WorstPlace worst;
  private final AllocationCount allocations;
  private final double effort;
  private Optional<Budget> coveredUpTo = Optional.empty();
  private Optional<AllocationCount.Answers> answers = Optional.empty();

  /**
   * @param effort most thresholds of one enumeration
   */
  Recount(
      WorstPlace worst,
      Collection<Promised> targets,
      List<Long> zeros,
      List<Long> ones,
      double effort) {
    Map<GroupKey, List<Target>> grouped = new LinkedHashMap<>();
    for (Promised of : targets) {
      grouped
          .computeIfAbsent(
              new GroupKey(of.region, of.spent, of.target.rival()), key -> new ArrayList<>())
          .add(of.target);
    }
    groups = new ArrayList<>();
    grouped.forEach((key, of) -> groups.add(new TargetGroup(key.region, key.spent, of)));
    this.worst = worst;
    allocations = new AllocationCount(worst, groups, zeros, ones);
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
