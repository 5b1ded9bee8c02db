package io.ringfence.monitor.api;

import io.ringfence.monitor.view.LiveGraph;
import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.Tally;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.Region;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Map;
import java.util.TreeMap;

/** The regions of a graph with their noise. */
final class RegionsJson {

  private RegionsJson() {}

  static JsonObject of(LiveGraph graph) {
    Map<Integer, Tally> tallies = new TreeMap<>();
    GraphCertificate record = graph.certificate().orElseGet(GraphCertificate::getDefaultInstance);
    record.getRegionsList().forEach(region -> tallies.put(region.getRegion(), Tally.NONE));
    for (NodeState node : graph.nodes()) {
      node.region()
          .ifPresent(
              region ->
                  tallies.merge(
                      region,
                      Tally.NONE.plus(node.status()),
                      (before, one) -> before.plus(node.status())));
    }
    JsonArray regions = new JsonArray();
    tallies.forEach(
        (region, tally) -> {
          JsonObject json = GraphJson.counts(new JsonObject().put("region", region), tally);
          if (region < record.getRegionsCount()) {
            noise(json, record.getRegions(region));
          }
          regions.add(json);
        });
    return new JsonObject().put("regions", regions);
  }

  private static void noise(JsonObject json, Region region) {
    if (region.hasRealNoise()) {
      json.put("law", region.getRealNoise().getLaw().name())
          .put("scales", new JsonArray(region.getRealNoise().getScalesList()));
    } else {
      json.put("additionNoise", new JsonArray(region.getAdditionNoiseList()))
          .put("deletionNoise", new JsonArray(region.getDeletionNoiseList()));
    }
  }
}
