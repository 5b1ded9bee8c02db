package io.ringfence.monitor.view;

import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Neighbours of every node, as sorted lists that are replaced, never changed: a copy of the map is
 * a copy of the graph. An edge costs O(degree) of its ends.
 */
final class Neighbourhoods {

  private final Map<String, List<String>> neighbours = new HashMap<>();
  private int edges;

  /** Whether it was not there. */
  boolean add(Edge edge) {
    if (!insert(edge.source(), edge.target())) {
      return false;
    }
    insert(edge.target(), edge.source());
    edges++;
    return true;
  }

  /** Whether it was there. */
  boolean remove(Edge edge) {
    if (!erase(edge.source(), edge.target())) {
      return false;
    }
    erase(edge.target(), edge.source());
    edges--;
    return true;
  }

  private boolean insert(String node, String other) {
    List<String> before = of(node);
    int at = Arrays.binarySearch(before.toArray(), other);
    if (at >= 0) {
      return false;
    }
    String[] after = new String[before.size() + 1];
    int place = -at - 1;
    for (int i = 0; i < after.length; i++) {
      after[i] = i < place ? before.get(i) : i == place ? other : before.get(i - 1);
    }
    neighbours.put(node, List.of(after));
    return true;
  }

  private boolean erase(String node, String other) {
    List<String> before = of(node);
    if (Arrays.binarySearch(before.toArray(), other) < 0) {
      return false;
    }
    List<String> after = before.stream().filter(id -> !id.equals(other)).toList();
    if (after.isEmpty()) {
      neighbours.remove(node);
    } else {
      neighbours.put(node, after);
    }
    return true;
  }

  /** In order of id. */
  List<String> of(String node) {
    return neighbours.getOrDefault(node, List.of());
  }

  int edges() {
    return edges;
  }

  /** The graph as it is now. */
  Map<String, List<String>> copy() {
    return new HashMap<>(neighbours);
  }
}
