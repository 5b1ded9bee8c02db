package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;

/** Puts what a session knows into the records that are published. */
final class Speaker {

  private final LiveGraph graph;
  private final NodeTable nodes;
  private final EpochKeeper epochs;
  private final CollectiveLedger collective;

  Speaker(LiveGraph graph, NodeTable nodes, EpochKeeper epochs, CollectiveLedger collective) {
    this.graph = graph;
    this.nodes = nodes;
    this.epochs = epochs;
    this.collective = collective;
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
        collective.cells(counts.nodes()));
  }
}
