package io.ringfence.graph;

import java.util.List;
import java.util.Map;
import java.util.OptionalInt;

/** One step of a {@link GraphUpdate}. Edges are undirected. */
public sealed interface GraphOp {

  /** Adds a node, or replaces the attributes and label of one that exists; its edges stay. */
  record PutNode(String nodeId, NodeAttributes attributes, OptionalInt label) implements GraphOp {}

  /** Removes a node and all its edges; nothing happens if there is no such node. */
  record RemoveNode(String nodeId) implements GraphOp {}

  /** Adds an edge between two nodes that exist; nothing happens if it is there already. */
  record PutEdge(String source, String target) implements GraphOp {}

  /** Removes an edge; nothing happens if it is not there. */
  record RemoveEdge(String source, String target) implements GraphOp {}

  /** Turns attributes of a node that exists into ones; those that are one already stay. */
  record SetAttributes(String nodeId, List<Integer> attributes) implements GraphOp {}

  /** Turns attributes of a node that exists into zeros; those that are zero already stay. */
  record ClearAttributes(String nodeId, List<Integer> attributes) implements GraphOp {}

  /** Gives attributes of a node that exists new real values. */
  record SetValues(String nodeId, Map<Integer, Float> values) implements GraphOp {}
}
