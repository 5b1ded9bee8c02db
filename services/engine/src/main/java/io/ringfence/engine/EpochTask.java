package io.ringfence.engine;

import io.ringfence.graph.Subgraph;
import java.util.List;

/** The choice of regions and schedule for a graph at one version. Runs on any thread, once. */
public final class EpochTask {

  private final String graphId;
  private final EpochPlanner planner;
  private final Subgraph graph;
  private final List<String> nodeIds;

  EpochTask(String graphId, EpochPlanner planner, Subgraph graph, List<String> nodeIds) {
    this.graphId = graphId;
    this.planner = planner;
    this.graph = graph;
    this.nodeIds = nodeIds;
  }

  public String graphId() {
    return graphId;
  }

  Subgraph graph() {
    return graph;
  }

  /**
   * Chooses them.
   *
   * @throws IllegalArgumentException if the graph has none that fulfil what is asked for
   */
  public EpochPlanner.EpochPlan run() {
    return planner.plan(graph, nodeIds);
  }
}
