package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.SearchLimit;
import java.util.List;
import java.util.Optional;

/** The collective certificate of the nodes that are settled at one moment. Runs on any thread. */
public final class CollectiveTask {

  private final String graphId;
  private final long epoch;
  private final long stamp;
  private final List<SchedulePrice.RegionBound> targets;
  private final List<AttackBudget> grid;
  private final SchedulePrice price;
  private final SearchLimit limit;

  CollectiveTask(
      String graphId,
      long epoch,
      long stamp,
      List<SchedulePrice.RegionBound> targets,
      List<AttackBudget> grid,
      SchedulePrice price,
      SearchLimit limit) {
    this.graphId = graphId;
    this.epoch = epoch;
    this.stamp = stamp;
    this.targets = List.copyOf(targets);
    this.grid = grid;
    this.price = price;
    this.limit = limit;
  }

  public String graphId() {
    return graphId;
  }

  long epoch() {
    return epoch;
  }

  long stamp() {
    return stamp;
  }

  /** Solves for every budget of the grid. */
  public List<CollectiveCertificate> run() {
    return price.collective(targets, Optional.empty(), grid, limit, Optional.empty());
  }
}
