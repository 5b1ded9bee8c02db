package io.ringfence.graph;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * One evolving graph. Single writer: not thread-safe; {@link Subgraph}s taken from it are immutable
 * and may go to other threads.
 */
public final class LiveGraph {

  /** An empty graph at version 0. */
  public LiveGraph(AttributeSpec attributes, GraphLimits limits, ReceptiveField field) {
    throw new UnsupportedOperationException();
  }

  /**
   * A graph as the changelog kept it.
   *
   * @param nextOrdinal ordinal that the next new node gets; above every ordinal ever given
   * @throws IllegalArgumentException if the parts contradict each other
   */
  public static LiveGraph restore(
      AttributeSpec attributes,
      GraphLimits limits,
      ReceptiveField field,
      Collection<NodeState> nodes,
      Collection<EdgeState> edges,
      long version,
      long nextOrdinal,
      Optional<Epoch> epoch) {
    throw new UnsupportedOperationException();
  }

  /** Applies a batch whole or not at all. Cost: the ops and the nodes within reach of them. */
  public UpdateOutcome apply(GraphUpdate update) {
    throw new UnsupportedOperationException();
  }

  /**
   * Freezes new regions and a new schedule. Every node is affected; the region of every node is
   * part of the returned changes. The graph's version goes up by one.
   */
  public UpdateOutcome.Applied openEpoch(Epoch epoch, RegionAssignment assignment) {
    throw new UnsupportedOperationException();
  }

  public long version() {
    throw new UnsupportedOperationException();
  }

  public long nextOrdinal() {
    throw new UnsupportedOperationException();
  }

  public Optional<Epoch> epoch() {
    throw new UnsupportedOperationException();
  }

  public int nodes() {
    throw new UnsupportedOperationException();
  }

  public int edges() {
    throw new UnsupportedOperationException();
  }

  public AttributeSpec attributes() {
    throw new UnsupportedOperationException();
  }

  /** Ordinals of all nodes, ascending. */
  public List<Long> ordinals() {
    throw new UnsupportedOperationException();
  }

  public OptionalLong ordinal(String nodeId) {
    throw new UnsupportedOperationException();
  }

  /**
   * @throws IllegalArgumentException if there is no such node
   */
  public NodeState node(long ordinal) {
    throw new UnsupportedOperationException();
  }

  /** All edges, in no particular order. */
  public Collection<EdgeState> edgeStates() {
    throw new UnsupportedOperationException();
  }

  /**
   * The union of the receptive fields of some nodes: all nodes within {@code attributeHops} of a
   * target with the edges among them. Requires an epoch.
   */
  public Subgraph extract(Collection<Long> targets) {
    throw new UnsupportedOperationException();
  }

  /** The whole graph. Requires no epoch; nodes without a region are reported in region 0. */
  public Subgraph whole() {
    throw new UnsupportedOperationException();
  }
}
