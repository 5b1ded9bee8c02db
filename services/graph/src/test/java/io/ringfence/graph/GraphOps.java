package io.ringfence.graph;

import java.util.List;
import java.util.OptionalInt;

/** Short names for the ops that tests write. */
final class GraphOps {

  private GraphOps() {}

  static GraphOp node(String id, Integer... ones) {
    return new GraphOp.PutNode(id, new BinaryAttributes(List.of(ones)), OptionalInt.empty());
  }

  static GraphOp labelled(String id, int label, Integer... ones) {
    return new GraphOp.PutNode(id, new BinaryAttributes(List.of(ones)), OptionalInt.of(label));
  }

  static GraphOp real(String id, Float... values) {
    return new GraphOp.PutNode(id, new RealAttributes(List.of(values)), OptionalInt.empty());
  }

  static GraphOp drop(String id) {
    return new GraphOp.RemoveNode(id);
  }

  static GraphOp edge(String source, String target) {
    return new GraphOp.PutEdge(source, target);
  }

  static GraphOp cut(String source, String target) {
    return new GraphOp.RemoveEdge(source, target);
  }

  static GraphOp set(String id, Integer... attributes) {
    return new GraphOp.SetAttributes(id, List.of(attributes));
  }

  static GraphOp clear(String id, Integer... attributes) {
    return new GraphOp.ClearAttributes(id, List.of(attributes));
  }

  static GraphUpdate batch(GraphOp... ops) {
    return new GraphUpdate(List.of(ops));
  }
}
