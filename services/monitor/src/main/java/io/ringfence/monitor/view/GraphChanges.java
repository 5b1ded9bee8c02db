package io.ringfence.monitor.view;

import java.util.List;

/**
 * What is different from what was told before; to be applied in this order.
 *
 * @param nodes new or changed
 * @param removed with their edges
 */
public record GraphChanges(
    List<NodeState> nodes, List<String> removed, List<Edge> edgesAdded, List<Edge> edgesRemoved) {

  public GraphChanges {
    nodes = List.copyOf(nodes);
    removed = List.copyOf(removed);
    edgesAdded = List.copyOf(edgesAdded);
    edgesRemoved = List.copyOf(edgesRemoved);
  }
}
