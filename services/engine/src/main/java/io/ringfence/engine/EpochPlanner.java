package io.ringfence.engine;

import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import java.util.List;

/**
 * Port: chooses regions and the noise schedule from the structure of a graph. Must not look at the
 * attributes: what the adversary may change must not decide how it is smoothed.
 */
public interface EpochPlanner {

  /**
   * Regions of every node of the graph and the levels between them.
   *
   * @param nodeIds ids of the nodes, by local index
   */
  EpochPlan plan(Subgraph graph, List<String> nodeIds);

  /** What an epoch freezes. */
  record EpochPlan(RegionAssignment assignment, NoiseSchedule schedule) {}
}
