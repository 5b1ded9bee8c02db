package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.ConfigurationFault;
import java.time.DateTimeException;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What the keys of a maintenance window together must obey. */
final class MaintenanceChecks {

  private static final List<String> ONCE = List.of("from", "until");
  private static final List<String> WEEKLY = List.of("days", "at", "lasts", "zone");

  private final List<ConfigurationFault> faults = new ArrayList<>();

  private MaintenanceChecks() {}

  static List<ConfigurationFault> faults(JsonNode tree) {
    MaintenanceChecks checks = new MaintenanceChecks();
    Set<String> rules = new HashSet<>();
    tree.path("rules").forEach(rule -> rules.add(rule.path("name").asText()));
    int index = 0;
    for (JsonNode window : tree.path("maintenance")) {
      checks.window("maintenance." + index++, window, rules);
    }
    return checks.faults;
  }

  private void window(String path, JsonNode window, Set<String> rules) {
    for (JsonNode rule : window.path("rules")) {
      if (!rules.contains(rule.asText())) {
        fault(path + ".rules", "'%s' is no rule; name one of %s.", rule.asText(), rules);
      }
    }
    boolean once = ONCE.stream().anyMatch(window::has);
    boolean weekly = WEEKLY.stream().anyMatch(window::has);
    if (once == weekly) {
      fault(path, "must be either once (from, until) or weekly (days, at, lasts, zone).");
    } else if (once) {
      once(path, window);
    } else {
      weekly(path, window);
    }
  }

  private void once(String path, JsonNode window) {
    try {
      OffsetDateTime from = OffsetDateTime.parse(window.path("from").asText());
      OffsetDateTime until = OffsetDateTime.parse(window.path("until").asText());
      if (!until.isAfter(from)) {
        fault(path + ".until", "%s is not after from %s; swap them.", until, from);
      }
    } catch (DateTimeException e) {
      fault(
          path,
          "needs from and until as moments with an offset, such as 2026-12-24T18:00:00+01:00 (%s).",
          String.valueOf(e.getMessage()));
    }
  }

  private void weekly(String path, JsonNode window) {
    if (!window.has("at") || !window.has("lasts")) {
      fault(path, "needs at (such as \"22:00\") and lasts (such as 4h).");
      return;
    }
    try {
      LocalTime.parse(window.path("at").asText());
    } catch (DateTimeException e) {
      fault(path + ".at", "'%s' is no time of day, such as \"22:00\".", window.path("at").asText());
    }
    try {
      ZoneId.of(window.path("zone").asText("UTC"));
    } catch (DateTimeException e) {
      fault(
          path + ".zone",
          "'%s' is no time zone, such as Europe/Berlin or UTC.",
          window.path("zone").asText());
    }
    String lasts = window.path("lasts").asText();
    if (lasts.matches("[0-9]{1,9}h") && Long.parseLong(lasts.replace("h", "")) > 7 * 24) {
      fault(path + ".lasts", "%s is longer than a week; use at most 168h.", lasts);
    }
  }

  private void fault(String path, String format, Object... values) {
    faults.add(new ConfigurationFault(path, format.formatted(values)));
  }
}
