package io.ringfence.monitor.api;

import com.google.protobuf.Message;
import com.google.protobuf.Timestamp;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.Cell;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.time.Instant;

/** Parts of the topics' records as the contract has them. */
final class RecordJson {

  private RecordJson() {}

  /** As on the topic. */
  static JsonObject verbatim(Message record) {
    return new JsonObject(Buffer.buffer(Encoding.JSON.encode(record)));
  }

  static JsonObject of(Cell cell) {
    JsonObject json = new JsonObject();
    if (cell.hasDistance()) {
      json.put("distance", cell.getDistance());
    } else {
      json.put("additions", cell.getAdditions()).put("deletions", cell.getDeletions());
    }
    return json.put("targets", cell.getTargets())
        .put("certified", cell.getCertified())
        .put("naive", cell.getNaive())
        .put("method", cell.getMethod().name());
  }

  static JsonObject of(RobustnessAlert alert) {
    JsonObject json =
        new JsonObject()
            .put("alertId", alert.getAlertId())
            .put("graphId", alert.getGraphId())
            .put("subject", alert.getSubject())
            .put("subjectKind", alert.getSubjectKind().name())
            .put("rule", alert.getRule())
            .put("severity", alert.getSeverity().name())
            .put("state", alert.getState().name())
            .put("from", finite(alert.getFrom()))
            .put("to", finite(alert.getTo()))
            .put("threshold", finite(alert.getThreshold()))
            .put("unit", alert.getUnit())
            .put("calculation", alert.getCalculation())
            .put("cause", alert.getCause())
            .put("graphVersion", alert.getGraphVersion())
            .put("at", instant(alert.getAt()).toString())
            .put(
                "startedAt",
                instant(alert.hasStartedAt() ? alert.getStartedAt() : alert.getAt()).toString())
            .put("nodes", alert.getNodes())
            .put("nodeIds", new JsonArray(alert.getNodeIdsList()));
    if (alert.hasUpdate()) {
      json.put(
          "update",
          new JsonObject()
              .put("partition", alert.getUpdate().getPartition())
              .put("offset", String.valueOf(alert.getUpdate().getOffset())));
    }
    if (alert.hasCheapestRegion()) {
      json.put("cheapestRegion", alert.getCheapestRegion());
    }
    if (!alert.getLink().isEmpty()) {
      json.put("link", alert.getLink());
    }
    return json;
  }

  /** JSON has no infinities: the largest number stands for them. */
  private static double finite(double value) {
    if (Double.isNaN(value)) {
      return 0;
    }
    return Math.max(-Double.MAX_VALUE, Math.min(Double.MAX_VALUE, value));
  }

  private static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
