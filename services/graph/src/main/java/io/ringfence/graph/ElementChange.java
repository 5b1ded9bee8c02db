package io.ringfence.graph;

/** A changed element of the graph, as the changelog keeps it: the last one per element counts. */
public sealed interface ElementChange {

  /** The node is new or differs. */
  record NodeWritten(NodeState node) implements ElementChange {}

  /** The node is gone. */
  record NodeRemoved(String nodeId) implements ElementChange {}

  /** The edge is new. */
  record EdgeWritten(EdgeState edge) implements ElementChange {}

  /** The edge is gone. */
  record EdgeRemoved(EdgeState edge) implements ElementChange {}
}
