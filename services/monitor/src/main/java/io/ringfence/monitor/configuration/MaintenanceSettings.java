package io.ringfence.monitor.configuration;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import io.ringfence.hosting.configuration.DurationText;
import io.ringfence.monitor.rules.MaintenanceWindow;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A time without new alerts as it is written: once, or every week. */
public record MaintenanceSettings(
    String name,
    @Nullable List<String> rules,
    @Nullable List<String> graphs,
    @Nullable String from,
    @Nullable String until,
    @Nullable List<DayOfWeek> days,
    @Nullable String at,
    @JsonDeserialize(using = DurationText.class) @Nullable Duration lasts,
    @Nullable String zone) {

  /** The window; the checks have made sure that there is one. */
  public MaintenanceWindow toWindow() {
    Set<String> ofRules = rules == null ? Set.of() : new HashSet<>(rules);
    Set<String> ofGraphs = graphs == null ? Set.of() : new HashSet<>(graphs);
    if (from != null && until != null) {
      return new MaintenanceWindow.Once(
          name,
          ofRules,
          ofGraphs,
          OffsetDateTime.parse(from).toInstant(),
          OffsetDateTime.parse(until).toInstant());
    }
    return new MaintenanceWindow.Weekly(
        name,
        ofRules,
        ofGraphs,
        days == null || days.isEmpty() ? EnumSet.allOf(DayOfWeek.class) : EnumSet.copyOf(days),
        LocalTime.parse(at == null ? "00:00" : at),
        lasts == null ? Duration.ofDays(1) : lasts,
        ZoneId.of(zone == null ? "UTC" : zone));
  }
}
