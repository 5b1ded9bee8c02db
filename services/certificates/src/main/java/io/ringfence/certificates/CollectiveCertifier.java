package io.ringfence.certificates;

import java.util.List;

/** Collective certificates under one schedule. Thread-safe. */
public final class CollectiveCertifier {

  private final VoteCertificates votes;

  public CollectiveCertifier(VoteCertificates votes) {
    this.votes = votes;
  }

  /** One certificate per budget, in the order of the budgets. */
  public List<CollectiveCertificate> certify(
      CollectiveTargets targets, List<Budget> budgets, SearchLimit limit) {
    return budgets.stream().map(budget -> certify(targets, budget, limit)).toList();
  }

  /**
   * @param targets in the regions of the schedule
   * @param limit of the exact search, per budget
   */
  public CollectiveCertificate certify(
      CollectiveTargets targets, Budget budget, SearchLimit limit) {
    int nonAbstaining = targets.size() - targets.abstaining();
    int naive = nonAbstaining - naiveAttacked(targets, budget);
    CollectiveSearch.Outcome search = new CollectiveSearch(votes, targets, budget).run(limit);
    int certified = nonAbstaining - search.attacked();
    boolean better = certified > naive || search.finished();
    return new CollectiveCertificate(
        budget,
        targets.size(),
        targets.abstaining(),
        Math.max(certified, naive),
        naive,
        better
            ? search.finished() ? CollectiveMethod.EXACT : CollectiveMethod.EXACT_BOUND
            : CollectiveMethod.NAIVE,
        nonAbstaining - Math.max(certified, naive),
        search.nodes());
  }

  private int naiveAttacked(CollectiveTargets targets, Budget budget) {
    return targets.groups().stream()
        .mapToInt(g -> g.attacked(votes.worstThreshold(g.region(), g.spent(), budget)))
        .sum();
  }
}
