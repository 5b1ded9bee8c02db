package io.ringfence.monitor.api;

import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.SharePoint;
import io.ringfence.monitor.view.Tally;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.ToIntFunction;

/** Graphs as the contract has them. */
final class GraphJson {

  private GraphJson() {}

  static JsonObject summary(LiveGraph graph, int firing) {
    Optional<GraphCertificate> record = graph.certificate();
    Tally tally =
        record
            .map(word -> new Tally(word.getCertified(), word.getPending(), word.getAbstained()))
            .orElseGet(graph::tally);
    return counts(tally, graph.graphId())
        .put("graphVersion", record.map(GraphCertificate::getGraphVersion).orElse(0L))
        .put("epoch", record.map(GraphCertificate::getEpoch).orElse(0))
        .put("edges", record.map(GraphCertificate::getEdges).orElseGet(graph::edges))
        .put("settled", record.map(GraphCertificate::getSettled).orElse(tally.pending() == 0))
        .put("firing", firing)
        .put("at", graph.at().toString());
  }

  private static JsonObject counts(Tally tally, String graphId) {
    return counts(new JsonObject().put("graphId", graphId), tally);
  }

  static JsonObject counts(JsonObject json, Tally tally) {
    return json.put("nodes", tally.nodes())
        .put("certified", tally.certified())
        .put("pending", tally.pending())
        .put("abstained", tally.abstained())
        .put("certifiedShare", tally.share());
  }

  static JsonObject detail(LiveGraph graph, int firing, boolean structureKnown) {
    JsonObject json = summary(graph, firing);
    GraphCertificate record = graph.certificate().orElseGet(GraphCertificate::getDefaultInstance);
    TreeSet<Integer> classes = new TreeSet<>();
    for (NodeState node : graph.nodes()) {
      node.predictedClass().ifPresent(classes::add);
      node.label().ifPresent(classes::add);
    }
    json.put("modelId", record.getModelId())
        .put("scheduleId", record.getScheduleId())
        .put("confidence", RecordJson.verbatim(record.getConfidence()))
        .put("classes", new JsonArray(List.copyOf(classes)))
        .put("structureKnown", structureKnown)
        .put("additionsCurve", curve(graph, record, NodeState::additions, true))
        .put("deletionsCurve", curve(graph, record, NodeState::deletions, false));
    if (record.hasSurvival()) {
      json.put("survival", RecordJson.verbatim(record.getSurvival()));
    }
    if (record.hasRadiusCap()) {
      json.put("radiusCap", record.getRadiusCap());
    }
    if (record.hasLastUpdate()) {
      json.put(
          "lastUpdate",
          new JsonObject()
              .put("partition", record.getLastUpdate().getPartition())
              .put("offset", String.valueOf(record.getLastUpdate().getOffset())));
    }
    return json;
  }

  private static JsonObject curve(
      LiveGraph graph,
      GraphCertificate record,
      ToIntFunction<NodeState> radius,
      boolean additions) {
    int largest = 0;
    for (NodeState node : graph.nodes()) {
      largest = Math.max(largest, radius.applyAsInt(node));
    }
    for (Cell cell : record.getCellsList()) {
      if (alone(cell, additions)) {
        largest = Math.max(largest, budget(cell, additions));
      }
    }
    largest = Math.min(largest, LONGEST_CURVE);
    int[] atLeast = new int[largest + 2];
    for (NodeState node : graph.nodes()) {
      if (node.status() == NodeState.Status.CERTIFIED) {
        atLeast[Math.min(largest, radius.applyAsInt(node))]++;
      }
    }
    for (int k = largest - 1; k >= 0; k--) {
      atLeast[k] += atLeast[k + 1];
    }
    int nodes = Math.max(1, graph.nodes().size());
    JsonArray naive = new JsonArray();
    JsonArray exact = new JsonArray();
    for (int k = 0; k <= largest; k++) {
      naive.add((double) atLeast[k] / nodes);
      int budget = k;
      Optional<Cell> cell =
          record.getCellsList().stream()
              .filter(one -> alone(one, additions) && budget(one, additions) == budget)
              .findFirst();
      if (cell.isPresent() && cell.get().getTargets() > 0) {
        exact.add((double) cell.get().getCertified() / cell.get().getTargets());
      } else if (k == 0) {
        exact.add((double) atLeast[0] / nodes);
      } else {
        exact.addNull();
      }
    }
    return new JsonObject().put("naive", naive).put("exact", exact);
  }

  private static final int LONGEST_CURVE = 1000;

  private static boolean alone(Cell cell, boolean additions) {
    return !cell.hasDistance() && (additions ? cell.getDeletions() : cell.getAdditions()) == 0;
  }

  private static int budget(Cell cell, boolean additions) {
    return additions ? cell.getAdditions() : cell.getDeletions();
  }

  static JsonObject point(SharePoint point) {
    JsonArray cells = new JsonArray();
    point.cells().forEach(cell -> cells.add(RecordJson.of(cell)));
    return counts(new JsonObject().put("at", point.at().toString()), point.tally())
        .put("collective", cells);
  }
}
