package io.ringfence.engine;

import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.graph.Epoch;
import java.util.List;
import java.util.Optional;

/**
 * The current word on a whole graph, as it is published.
 *
 * @param version graph version of which it speaks
 * @param epoch regions and schedule in force, absent before the first certification
 * @param counts nodes by status
 * @param edges number of edges
 * @param regionSizes nodes per region
 * @param cells collective certificate per budget; empty before the first, or when the confidence is
 *     per node
 * @param survival what the last update did to the certificates; absent before the first
 */
public record GraphCertificate(
    long version,
    Optional<Epoch> epoch,
    StatusCounts counts,
    int edges,
    List<Integer> regionSizes,
    List<CollectiveCell> cells,
    Optional<Survival> survival) {

  public GraphCertificate {
    regionSizes = List.copyOf(regionSizes);
    cells = List.copyOf(cells);
  }

  /** Whether every node has a settled status. */
  public boolean settled() {
    return counts.pending() == 0;
  }

  /** Identifies the schedule in force; empty before the first epoch. */
  public String scheduleFingerprint() {
    return epoch.map(Epoch::schedule).map(NoiseSchedule::fingerprint).orElse("");
  }
}
