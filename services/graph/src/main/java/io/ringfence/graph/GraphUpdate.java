package io.ringfence.graph;

import java.util.List;

/** A batch of steps that is applied whole, in order, or not at all. */
public record GraphUpdate(List<GraphOp> ops) {

  public GraphUpdate {
    ops = List.copyOf(ops);
  }
}
