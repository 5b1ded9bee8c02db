package io.ringfence.engine;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.SearchLimit;
import java.util.List;

/** The collective certificate of the nodes that are settled at one moment. Runs on any thread. */
public final class CollectiveTask {

  private final String graphId;
  private final long stamp;
  private final CollectiveTargets targets;
  private final List<Budget> grid;
  private final CollectiveCertifier certifier;
  private final SearchLimit limit;

  CollectiveTask(
      String graphId,
      long stamp,
      CollectiveTargets targets,
      List<Budget> grid,
      CollectiveCertifier certifier,
      SearchLimit limit) {
    this.graphId = graphId;
    this.stamp = stamp;
    this.targets = targets;
    this.grid = grid;
    this.certifier = certifier;
    this.limit = limit;
  }

  public String graphId() {
    return graphId;
  }

  long stamp() {
    return stamp;
  }

  /** Solves for every budget of the grid. */
  public List<CollectiveCertificate> run() {
    return certifier.certify(targets, grid, limit);
  }
}
