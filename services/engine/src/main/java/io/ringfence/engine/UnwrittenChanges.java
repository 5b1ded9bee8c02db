package io.ringfence.engine;

import io.ringfence.graph.EdgeState;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What updates have changed in the graph since it was written down: per element the last state. */
final class UnwrittenChanges {

  private final Map<String, ElementChange> nodes = new LinkedHashMap<>();
  private final Map<EdgeState, ElementChange> edges = new LinkedHashMap<>();
  private final Set<String> gone = new LinkedHashSet<>();

  void add(UpdateOutcome.Applied applied) {
    for (NodeState node : applied.removed()) {
      gone.add(node.id());
    }
    for (ElementChange change : applied.changes()) {
      if (change instanceof ElementChange.NodeWritten written) {
        nodes.put(written.node().id(), change);
        gone.remove(written.node().id());
      } else if (change instanceof ElementChange.NodeRemoved removed) {
        nodes.put(removed.nodeId(), change);
      } else if (change instanceof ElementChange.EdgeWritten written) {
        edges.put(written.edge(), change);
      } else if (change instanceof ElementChange.EdgeRemoved removed) {
        edges.put(removed.edge(), change);
      }
    }
  }

  /** In no particular order. */
  List<ElementChange> elements() {
    List<ElementChange> all = new ArrayList<>(nodes.values());
    all.addAll(edges.values());
    return all;
  }

  /** Ids of nodes that were there before or in between and are no more. */
  List<String> gone() {
    return List.copyOf(gone);
  }

  void clear() {
    nodes.clear();
    edges.clear();
    gone.clear();
  }
}
