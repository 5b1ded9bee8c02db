package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import java.util.Optional;

/** Puts what a session knows into the records that are published. */
final class Speaker {

  private final LiveGraph graph;
  private final NodeTable nodes;
  private final EpochKeeper epochs;
  private final CollectiveLedger collective;
  private Optional<Survival> survival = Optional.empty();

  Speaker(LiveGraph graph, NodeTable nodes, EpochKeeper epochs, CollectiveLedger collective) {
    this.graph = graph;
    this.nodes = nodes;
    this.epochs = epochs;
    this.collective = collective;
  }

  /** Says from now on what the last update did. */
  void updated(Survival last) {
    survival = Optional.of(last);
  }

  Optional<Survival> survival() {
    return survival;
  }

  NodeCertificate node(NodeEntry entry) {
    return new NodeCertificate(
        entry.id(),
        entry.ordinal(),
        graph.label(entry.ordinal()),
        graph.region(entry.ordinal()),
        epochs.number(),
        graph.version(),
        entry.certifications(),
        entry.drawnAs(),
        epochs.capacity(),
        entry.status());
  }

  GraphCertificate graph() {
    StatusCounts counts = nodes.counts();
    return new GraphCertificate(
        graph.version(),
        graph.epoch(),
        counts,
        graph.edges(),
        graph.regionSizes(),
        collective.cells(counts.nodes(), nodes.radii()),
        survival);
  }
}
