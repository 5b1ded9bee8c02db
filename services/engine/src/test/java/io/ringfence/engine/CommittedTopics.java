package io.ringfence.engine;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.NodeState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The compacted topics as a reader sees them after every committed output. */
final class CommittedTopics {

  private final Map<String, NodeCertificate> certificates = new LinkedHashMap<>();
  private final Map<String, NodeState> nodes = new HashMap<>();
  private final Map<EdgeState, EdgeState> edges = new HashMap<>();
  private final Map<Long, FlipHistory> flips = new HashMap<>();
  private @Nullable GraphCertificate graph;
  private SessionMeta meta = new SessionMeta(0, 0, 0);
  private Optional<EpochLedger> ledger = Optional.empty();

  void commit(GraphSession session, SessionOutput output) {
    output.certificates().forEach(c -> certificates.put(c.nodeId(), c));
    output.removedNodes().forEach(certificates::remove);
    output.changes().forEach(this::keep);
    output.flips().forEach(history -> flips.put(history.ordinal(), history));
    output.meta().ifPresent(changed -> meta = changed);
    if (output.openedEpoch().isPresent()) {
      ledger = output.openedEpoch();
    }
    if (output.graphTouched()) {
      graph = session.certificate();
    }
  }

  private void keep(ElementChange change) {
    if (change instanceof ElementChange.NodeWritten written) {
      nodes.put(written.node().id(), written.node());
      flips.remove(written.node().ordinal());
    } else if (change instanceof ElementChange.NodeRemoved removed) {
      NodeState node = nodes.remove(removed.nodeId());
      if (node != null) {
        flips.remove(node.ordinal());
      }
    } else if (change instanceof ElementChange.EdgeWritten written) {
      edges.put(written.edge(), written.edge());
    } else if (change instanceof ElementChange.EdgeRemoved removed) {
      edges.remove(removed.edge());
    }
  }

  Map<String, NodeCertificate> certificates() {
    return certificates;
  }

  Map<String, BinaryAttributes> attributes() {
    Map<String, BinaryAttributes> attributes = new HashMap<>();
    nodes.forEach((id, node) -> attributes.put(id, (BinaryAttributes) node.attributes()));
    return attributes;
  }

  Optional<GraphCertificate> graph() {
    return Optional.ofNullable(graph);
  }

  RestoredGraph restored() {
    return new RestoredGraph(
        meta,
        ledger,
        new ArrayList<>(nodes.values()),
        new ArrayList<>(edges.values()),
        new ArrayList<>(flips.values()),
        List.copyOf(certificates.values()));
  }
}
