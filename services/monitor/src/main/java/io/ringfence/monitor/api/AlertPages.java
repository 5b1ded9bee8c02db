package io.ringfence.monitor.api;

import io.ringfence.monitor.view.AlertLog;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Alerts by pages, newest first. */
final class AlertPages {

  static final String ORDER = "NEWEST";

  /** In nanoseconds it still fits a long. */
  private static final long LAST_SECOND = 9_000_000_000L;

  private static final Comparator<Cursor> NEWEST =
      Comparator.comparingLong(Cursor::key).reversed().thenComparing(Cursor::id);

  private AlertPages() {}

  /**
   * @param newestFirst in the order of {@link AlertLog#NEWEST_FIRST}
   */
  static JsonObject of(
      List<RobustnessAlert> newestFirst,
      Predicate<RobustnessAlert> filter,
      Optional<Cursor> after,
      int limit) {
    List<RobustnessAlert> all = newestFirst.stream().filter(filter).toList();
    List<RobustnessAlert> rest =
        all.stream()
            .filter(alert -> after.map(from -> NEWEST.compare(place(alert), from) > 0).orElse(true))
            .limit(limit + 1L)
            .toList();
    JsonArray shown = new JsonArray();
    rest.stream().limit(limit).forEach(alert -> shown.add(RecordJson.of(alert)));
    JsonObject json = new JsonObject().put("alerts", shown).put("total", all.size());
    if (rest.size() > limit) {
      json.put("nextCursor", place(rest.get(limit - 1)).text());
    }
    return json;
  }

  private static Cursor place(RobustnessAlert alert) {
    java.time.Instant begun = AlertLog.startedAt(alert);
    long second = Math.max(0, Math.min(LAST_SECOND, begun.getEpochSecond()));
    return new Cursor(ORDER, second * 1_000_000_000L + begun.getNano(), alert.getAlertId());
  }
}
