package io.ringfence.monitor.view;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * What changed since it was last told. Only names are kept, so a node that changes a hundred times
 * is told once, as it is then; bounded by the size of the graph.
 */
final class PendingChanges {

  private final Set<String> nodes = new LinkedHashSet<>();
  private final Map<Edge, Boolean> edges = new LinkedHashMap<>();
  private boolean graph;

  void node(String nodeId) {
    nodes.add(nodeId);
    graph = true;
  }

  void edge(Edge edge, boolean present) {
    edges.put(edge, present);
    graph = true;
  }

  void graph() {
    graph = true;
  }

  boolean isEmpty() {
    return !graph;
  }

  void clear() {
    nodes.clear();
    edges.clear();
    graph = false;
  }

  /**
   * Takes out a part. Edges are told once all nodes are, so that their ends are known; an edge
   * whose end is gone went with it.
   *
   * @param limit most nodes, and most edges
   * @param now looks up a node; null if there is none
   */
  GraphChanges take(int limit, Function<String, @Nullable NodeState> now) {
    List<NodeState> changed = new ArrayList<>();
    List<String> removed = new ArrayList<>();
    Iterator<String> ids = nodes.iterator();
    while (ids.hasNext() && changed.size() + removed.size() < limit) {
      String id = ids.next();
      NodeState state = now.apply(id);
      if (state == null) {
        removed.add(id);
      } else {
        changed.add(state);
      }
      ids.remove();
    }
    List<Edge> added = new ArrayList<>();
    List<Edge> gone = new ArrayList<>();
    Iterator<Map.Entry<Edge, Boolean>> rest = edges.entrySet().iterator();
    while (nodes.isEmpty() && rest.hasNext() && added.size() + gone.size() < limit) {
      Map.Entry<Edge, Boolean> entry = rest.next();
      Edge edge = entry.getKey();
      if (!entry.getValue()) {
        gone.add(edge);
      } else if (now.apply(edge.source()) != null && now.apply(edge.target()) != null) {
        added.add(edge);
      }
      rest.remove();
    }
    graph = !nodes.isEmpty() || !edges.isEmpty();
    return new GraphChanges(changed, removed, added, gone);
  }
}
