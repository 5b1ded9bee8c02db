package io.ringfence.engine;

import io.ringfence.graph.EdgeState;
import io.ringfence.graph.NodeState;
import java.util.List;
import java.util.Optional;

/** A graph as the compacted topics keep it; the order within the lists does not matter. */
public record RestoredGraph(
    SessionMeta meta,
    Optional<EpochLedger> ledger,
    List<NodeState> nodes,
    List<EdgeState> edges,
    List<FlipHistory> flips,
    List<NodeCertificate> certificates) {

  public RestoredGraph {
    nodes = List.copyOf(nodes);
    edges = List.copyOf(edges);
    flips = List.copyOf(flips);
    certificates = List.copyOf(certificates);
  }
}
