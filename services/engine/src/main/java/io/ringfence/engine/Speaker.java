package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/** Puts what a session knows into the records that are published. */
final class Speaker {

  private final LiveGraph graph;
  private final EpochRegions regions;
  private final NodeTable nodes;
  private final @Nullable OpenEpoch epoch;
  private final CollectiveLedger collective;
  private Optional<Survival> survival = Optional.empty();

  Speaker(
      LiveGraph graph,
      EpochRegions regions,
      NodeTable nodes,
      @Nullable OpenEpoch epoch,
      CollectiveLedger collective) {
    this.graph = graph;
    this.regions = regions;
    this.nodes = nodes;
    this.epoch = epoch;
    this.collective = collective;
  }

  /** Says from now on what the last updates did. */
  void updated(Survival last) {
    survival = Optional.of(last);
  }

  Optional<Survival> survival() {
    return survival;
  }

  /** The record of a node, which is said with it. */
  NodeCertificate node(NodeEntry entry) {
    OptionalInt label = graph.label(entry.ordinal());
    entry.said(label);
    return new NodeCertificate(
        entry.id(),
        entry.ordinal(),
        label,
        regions.of(entry.ordinal()),
        epoch == null ? 0 : epoch.number(),
        graph.version(),
        entry.certifications(),
        entry.drawnAs(),
        epoch == null ? 0 : epoch.ledger().capacity(),
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
