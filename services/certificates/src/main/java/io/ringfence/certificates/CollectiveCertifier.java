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
    int attacked =
        targets.groups().stream()
            .mapToInt(g -> g.attacked(votes.worstThreshold(g.region(), g.spent(), budget)))
            .sum();
    int certified = targets.size() - targets.abstaining() - attacked;
    return new CollectiveCertificate(
        budget,
        targets.size(),
        targets.abstaining(),
        certified,
        certified,
        CollectiveMethod.NAIVE,
        attacked,
        0);
  }
}
