package io.ringfence.graph;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/** All that can be seen of a live graph, to compare two of them. */
record GraphState(
    long version,
    long nextOrdinal,
    int nodeCount,
    int edgeCount,
    Optional<Epoch> epoch,
    List<NodeState> nodes,
    Set<EdgeState> edges,
    SparseRows neighbours) {

  static GraphState of(LiveGraph graph) {
    return new GraphState(
        graph.version(),
        graph.nextOrdinal(),
        graph.nodes(),
        graph.edges(),
        graph.epoch(),
        graph.ordinals().stream().map(graph::node).toList(),
        Set.copyOf(graph.edgeStates()),
        graph.whole().neighbours());
  }
}
