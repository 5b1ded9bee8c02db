package io.ringfence.monitor.notify;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.Locale;
import java.util.Map;

/**
 * An alert as Alertmanager's API v2 takes it. Its labels are those of the rule and subject, so that
 * Alertmanager sees the same alert from its first word to its last; figures are annotations.
 */
final class AlertmanagerJson {

  private AlertmanagerJson() {}

  /**
   * @param endsAt of one that fires: when it ends unless it is told again
   */
  static JsonObject of(RobustnessAlert alert, Map<String, String> labels, Instant endsAt) {
    JsonObject names = new JsonObject();
    labels.forEach(names::put);
    names
        .put("alertname", alert.getRule())
        .put("severity", alert.getSeverity().name().toLowerCase(Locale.ROOT))
        .put("service", "ringfence")
        .put("graph", alert.getGraphId())
        .put("subject_kind", alert.getSubjectKind().name().toLowerCase(Locale.ROOT))
        .put("subject", alert.getSubject());
    JsonObject json =
        new JsonObject()
            .put("labels", names)
            .put("annotations", annotations(alert))
            .put("startsAt", time(alert.getStartedAt()).toString())
            .put(
                "endsAt",
                (alert.getState() == State.RESOLVED ? time(alert.getAt()) : endsAt).toString());
    return alert.getLink().isEmpty() ? json : json.put("generatorURL", alert.getLink());
  }

  private static JsonObject annotations(RobustnessAlert alert) {
    JsonObject figures =
        new JsonObject()
            .put(
                "summary",
                "%s: %s %s from %s to %s (threshold %s %s)"
                    .formatted(
                        alert.getRule(),
                        alert.getSubjectKind().name().toLowerCase(Locale.ROOT),
                        alert.getSubject().isEmpty() ? alert.getGraphId() : alert.getSubject(),
                        alert.getFrom(),
                        alert.getTo(),
                        alert.getThreshold(),
                        alert.getUnit()))
            .put("calculation", alert.getCalculation())
            .put("cause", alert.getCause())
            .put("from", Double.toString(alert.getFrom()))
            .put("to", Double.toString(alert.getTo()))
            .put("threshold", Double.toString(alert.getThreshold()))
            .put("unit", alert.getUnit())
            .put("alert_id", alert.getAlertId())
            .put("graph_version", Long.toString(alert.getGraphVersion()))
            .put("nodes", Integer.toString(alert.getNodes()));
    if (alert.hasCheapestRegion()) {
      figures.put("cheapest_region", Integer.toString(alert.getCheapestRegion()));
    }
    return figures;
  }

  private static Instant time(Timestamp timestamp) {
    return Instant.ofEpochSecond(timestamp.getSeconds(), timestamp.getNanos());
  }
}
