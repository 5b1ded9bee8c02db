package io.ringfence.monitor.api;

import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.GraphCertificate;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** What one adversary cannot do. */
final class CollectiveJson {

  private CollectiveJson() {}

  static JsonObject all(LiveGraph graph) {
    GraphCertificate record = record(graph);
    JsonArray cells = new JsonArray();
    record.getCellsList().forEach(cell -> cells.add(RecordJson.of(cell)));
    return json(record, cells);
  }

  /**
   * For a budget of bits. What provably stays for a budget stays for every smaller one, so of all
   * cells that contain it the one that promises most speaks for it. For one kind alone, the nodes'
   * own radii do, too.
   */
  static JsonObject bits(LiveGraph graph, OptionalInt additions, OptionalInt deletions) {
    int a = additions.orElse(0);
    int d = deletions.orElse(0);
    GraphCertificate record = record(graph);
    List<Cell> containing =
        record.getCellsList().stream()
            .filter(
                cell -> !cell.hasDistance() && cell.getAdditions() >= a && cell.getDeletions() >= d)
            .toList();
    Optional<JsonObject> best = best(containing).map(RecordJson::of);
    if (best.isEmpty() && (a == 0 || d == 0)) {
      best = Optional.of(naive(graph, a, d));
    }
    JsonObject asked = new JsonObject().put("additions", a).put("deletions", d);
    return json(record, cells(best)).put("asked", asked);
  }

  static JsonObject distance(LiveGraph graph, OptionalDouble distance) {
    double wanted = distance.orElse(0);
    GraphCertificate record = record(graph);
    List<Cell> containing =
        record.getCellsList().stream()
            .filter(cell -> cell.hasDistance() && cell.getDistance() >= wanted)
            .toList();
    JsonArray cells = cells(best(containing).map(RecordJson::of));
    return json(record, cells).put("asked", new JsonObject().put("distance", wanted));
  }

  private static Optional<Cell> best(List<Cell> containing) {
    return containing.stream()
        .max(
            Comparator.comparingInt(Cell::getCertified)
                .thenComparing(Comparator.comparingLong(CollectiveJson::size).reversed()));
  }

  private static long size(Cell cell) {
    return (long) cell.getAdditions() + cell.getDeletions();
  }

  private static JsonObject naive(LiveGraph graph, int additions, int deletions) {
    int certified = 0;
    for (NodeState node : graph.nodes()) {
      certified += node.certifiedAt(additions, deletions) ? 1 : 0;
    }
    return RecordJson.of(
        Cell.newBuilder()
            .setAdditions(additions)
            .setDeletions(deletions)
            .setTargets(graph.nodes().size())
            .setCertified(certified)
            .setNaive(certified)
            .setMethod(Cell.Method.NAIVE)
            .build());
  }

  private static GraphCertificate record(LiveGraph graph) {
    return graph.certificate().orElseGet(GraphCertificate::getDefaultInstance);
  }

  private static JsonArray cells(Optional<JsonObject> cell) {
    JsonArray cells = new JsonArray();
    cell.ifPresent(cells::add);
    return cells;
  }

  private static JsonObject json(GraphCertificate record, JsonArray cells) {
    return new JsonObject().put("graphVersion", record.getGraphVersion()).put("cells", cells);
  }
}
