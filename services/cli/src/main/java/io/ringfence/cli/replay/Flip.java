package io.ringfence.cli.replay;

import io.ringfence.graph.GraphOp;
import java.util.List;

/** The step that turns one bit over. */
final class Flip {
  private Flip() {}

  /** The step, which the mirror takes, too. */
  static GraphOp of(MirrorGraph graph, int node, int attribute) {
    boolean one = graph.isOne(node, attribute);
    graph.flip(node, attribute);
    return one
        ? new GraphOp.ClearAttributes(graph.id(node), List.of(attribute))
        : new GraphOp.SetAttributes(graph.id(node), List.of(attribute));
  }
}
