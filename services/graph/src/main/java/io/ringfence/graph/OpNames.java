package io.ringfence.graph;

/** How messages name an op. */
final class OpNames {

  private OpNames() {}

  static String of(GraphOp op) {
    if (op instanceof GraphOp.PutNode put) {
      return "put node " + NodeIds.quote(put.nodeId());
    } else if (op instanceof GraphOp.RemoveNode remove) {
      return "remove node " + NodeIds.quote(remove.nodeId());
    } else if (op instanceof GraphOp.PutEdge edge) {
      return "put edge " + edge(edge.source(), edge.target());
    } else if (op instanceof GraphOp.RemoveEdge edge) {
      return "remove edge " + edge(edge.source(), edge.target());
    } else if (op instanceof GraphOp.SetAttributes set) {
      return "set attributes of " + NodeIds.quote(set.nodeId());
    } else if (op instanceof GraphOp.ClearAttributes clear) {
      return "clear attributes of " + NodeIds.quote(clear.nodeId());
    }
    return "set values of " + NodeIds.quote(((GraphOp.SetValues) op).nodeId());
  }

  private static String edge(String source, String target) {
    return NodeIds.quote(source) + " – " + NodeIds.quote(target);
  }
}
