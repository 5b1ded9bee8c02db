package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import java.util.Arrays;
import java.util.List;

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
    NodeState node = graph.node(entry.ordinal());
    return new NodeCertificate(
        node.id(),
        node.ordinal(),
        node.label(),
        node.region(),
        epochs.number(),
        graph.version(),
        entry.certifications(),
        entry.status());
  }

  GraphCertificate graph() {
    StatusCounts counts = nodes.counts();
    return new GraphCertificate(
        graph.version(),
        graph.epoch(),
        counts,
        graph.edges(),
        regionSizes(),
        collective.cells(counts.nodes()));
  }

  private List<Integer> regionSizes() {
    int regions = graph.epoch().map(epoch -> epoch.schedule().regions()).orElse(0);
    int[] sizes = new int[regions];
    if (regions > 0) {
      nodes.all().forEach(entry -> sizes[graph.node(entry.ordinal()).region()]++);
    }
    return Arrays.stream(sizes).boxed().toList();
  }
}
