package io.ringfence.graph;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/**
 * One step of a {@link GraphUpdate}. Edges are undirected.
 *
 * <p>Every step has one documented answer: it changes the graph, it is a no-op, or it has the whole
 * batch {@linkplain UpdateOutcome.Rejected rejected}. What follows holds for all of them: a node id
 * is text of 1 to {@link GraphLimits#nodeIdBytes()} bytes in UTF-8 without control characters and
 * unpaired surrogates ({@link RejectionReason#INVALID_NODE_ID}); an edge joins two different nodes
 * ({@link RejectionReason#SELF_LOOP}); a step that would exceed a {@linkplain GraphLimits limit} at
 * its place in the batch is refused even if a later step would make room.
 */
public sealed interface GraphOp {

  /**
   * Adds a node, or replaces the attributes and label of one that exists; its edges stay. Identical
   * content is a no-op. A node that the same batch removed keeps its ordinal. A label is not
   * negative.
   */
  record PutNode(String nodeId, NodeAttributes attributes, OptionalInt label) implements GraphOp {}

  /** Removes a node and all its edges; nothing happens if there is no such node. */
  record RemoveNode(String nodeId) implements GraphOp {}

  /** Adds an edge between two nodes that exist; nothing happens if it is there already. */
  record PutEdge(String source, String target) implements GraphOp {}

  /** Removes an edge; nothing happens if it, or one of its ends, is not there. */
  record RemoveEdge(String source, String target) implements GraphOp {}

  /** Turns attributes of a node that exists into ones; those that are one already stay. */
  record SetAttributes(String nodeId, List<Integer> attributes) implements GraphOp {}

  /** Turns attributes of a node that exists into zeros; those that are zero already stay. */
  record ClearAttributes(String nodeId, List<Integer> attributes) implements GraphOp {}

  /** Gives attributes of a node that exists new real values. */
  record SetValues(String nodeId, Map<Integer, Float> values) implements GraphOp {}
}
