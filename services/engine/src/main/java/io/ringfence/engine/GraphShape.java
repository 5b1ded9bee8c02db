package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import java.util.List;

/**
 * A graph and its regions in a few numbers.
 *
 * @param nodes number of nodes
 * @param edges number of edges
 * @param crossingEdges edges between different regions
 * @param regions number of regions
 * @param largestRegion nodes of the largest region
 */
public record GraphShape(
    long nodes, long edges, long crossingEdges, int regions, long largestRegion) {

  static GraphShape of(LiveGraph graph) {
    List<Integer> sizes = graph.regionSizes();
    return new GraphShape(
        graph.nodes(),
        graph.edges(),
        graph.crossingEdges(),
        sizes.size(),
        sizes.stream().mapToInt(Integer::intValue).max().orElse(0));
  }

  /** Nodes of the largest region over the mean, at least 1. */
  public double imbalance() {
    return nodes == 0 ? 1 : (double) largestRegion * regions / nodes;
  }

  /** Share of the edges that lie between regions. */
  public double cut() {
    return edges == 0 ? 0 : (double) crossingEdges / edges;
  }
}
