package io.ringfence.monitor;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/** A graph as a page keeps it: from the structure, then from changes. */
final class Replica {

  private final Map<String, String> nodes = new TreeMap<>();
  private final Set<String> edges = new TreeSet<>();

  void load(JsonObject structure) {
    nodes.clear();
    edges.clear();
    JsonArray ids = structure.getJsonArray("nodeIds");
    for (int i = 0; i < ids.size(); i++) {
      nodes.put(
          ids.getString(i),
          structure.getJsonArray("statuses").getString(i)
              + structure.getJsonArray("additions").getInteger(i)
              + "/"
              + structure.getJsonArray("deletions").getInteger(i));
    }
    JsonArray pairs = structure.getJsonArray("edges");
    for (int i = 0; i < pairs.size(); i += 2) {
      edges.add(edge(ids.getString(pairs.getInteger(i)), ids.getString(pairs.getInteger(i + 1))));
    }
  }

  void apply(JsonObject changes) {
    for (Object each : changes.getJsonArray("nodes")) {
      JsonObject node = (JsonObject) each;
      nodes.put(
          node.getString("nodeId"),
          node.getString("status").charAt(0)
              + ""
              + node.getInteger("additions")
              + "/"
              + node.getInteger("deletions"));
    }
    for (Object removed : changes.getJsonArray("removed")) {
      nodes.remove((String) removed);
      edges.removeIf(edge -> edge.startsWith(removed + "~") || edge.endsWith("~" + removed));
    }
    changes.getJsonArray("edgesAdded").forEach(pair -> edges.add(edge((JsonArray) pair)));
    changes.getJsonArray("edgesRemoved").forEach(pair -> edges.remove(edge((JsonArray) pair)));
  }

  private static String edge(JsonArray pair) {
    return edge(pair.getString(0), pair.getString(1));
  }

  private static String edge(String one, String other) {
    return one.compareTo(other) < 0 ? one + "~" + other : other + "~" + one;
  }

  @Override
  public String toString() {
    return nodes + " " + edges;
  }
}
