package io.ringfence.monitor.api;

import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.Region;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/** The nodes around a node, nearest first, and the noise that each gets when it is smoothed. */
final class FieldJson {

  static final int MOST = 500;
  private static final int HOPS = 3;

  private FieldJson() {}

  /** Breadth first, O(edges around), at most {@link #MOST} nodes. */
  static JsonArray of(LiveGraph graph, String nodeId) {
    Optional<Region> noise =
        graph.certificate().flatMap(record -> row(record, region(graph, nodeId)));
    Map<String, Integer> hops = new HashMap<>(Map.of(nodeId, 0));
    Deque<String> open = new ArrayDeque<>();
    open.add(nodeId);
    JsonArray field = new JsonArray();
    while (!open.isEmpty() && field.size() < MOST) {
      String next = open.remove();
      int distance = hops.getOrDefault(next, 0);
      field.add(entry(graph, next, distance, noise));
      if (distance < HOPS && hops.size() < MOST) {
        for (String other : graph.neighbours(next)) {
          if (hops.putIfAbsent(other, distance + 1) == null) {
            open.add(other);
          }
        }
      }
    }
    return field;
  }

  private static JsonObject entry(
      LiveGraph graph, String nodeId, int hops, Optional<Region> noise) {
    JsonObject json = new JsonObject().put("nodeId", nodeId).put("hops", hops);
    OptionalInt region = region(graph, nodeId);
    if (region.isEmpty()) {
      return json;
    }
    int r = region.getAsInt();
    json.put("region", r);
    noise.ifPresent(
        row -> {
          if (r < row.getAdditionNoiseCount() && r < row.getDeletionNoiseCount()) {
            json.put("additionNoise", row.getAdditionNoise(r));
            json.put("deletionNoise", row.getDeletionNoise(r));
          }
          if (r < row.getRealNoise().getScalesCount()) {
            json.put("scale", row.getRealNoise().getScales(r));
          }
        });
    return json;
  }

  private static OptionalInt region(LiveGraph graph, String nodeId) {
    return graph.node(nodeId).map(state -> state.region()).orElse(OptionalInt.empty());
  }

  private static Optional<Region> row(GraphCertificate record, OptionalInt region) {
    return region.isPresent() && region.getAsInt() < record.getRegionsCount()
        ? Optional.of(record.getRegions(region.getAsInt()))
        : Optional.empty();
  }
}
