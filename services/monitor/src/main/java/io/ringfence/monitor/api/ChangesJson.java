package io.ringfence.monitor.api;

import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.Edge;
import io.ringfence.monitor.view.GraphChanges;
import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** What events say. */
public final class ChangesJson {

  private ChangesJson() {}

  /** Changes of a graph, and how it stands after them. */
  public static Buffer of(LiveGraph graph, GraphChanges changes, AlertLog alerts) {
    JsonArray nodes = new JsonArray();
    for (NodeState state : changes.nodes()) {
      nodes.add(NodeJson.of(state));
    }
    return new JsonObject()
        .put("graphId", graph.graphId())
        .put("graph", GraphJson.summary(graph, alerts.firing(graph.graphId())))
        .put("nodes", nodes)
        .put("removed", new JsonArray(changes.removed()))
        .put("edgesAdded", pairs(changes.edgesAdded()))
        .put("edgesRemoved", pairs(changes.edgesRemoved()))
        .toBuffer();
  }

  /** An alert that began or ended. */
  public static Buffer of(RobustnessAlert alert) {
    return RecordJson.of(alert).toBuffer();
  }

  private static JsonArray pairs(List<Edge> edges) {
    JsonArray pairs = new JsonArray();
    edges.forEach(edge -> pairs.add(new JsonArray().add(edge.source()).add(edge.target())));
    return pairs;
  }
}
