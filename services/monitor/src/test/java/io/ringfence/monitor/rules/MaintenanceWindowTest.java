package io.ringfence.monitor.rules;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MaintenanceWindowTest {

  /** Saturday 22:00 to Sunday 04:00 in Berlin; clocks go forward on 2026-03-29 at 02:00. */
  private static final MaintenanceWindow NIGHT =
      new MaintenanceWindow.Weekly(
          "night",
          Set.of("share"),
          Set.of("g"),
          Set.of(DayOfWeek.SATURDAY),
          LocalTime.of(22, 0),
          Duration.ofHours(6),
          ZoneId.of("Europe/Berlin"));

  @ParameterizedTest
  @CsvSource({
    "2026-03-07T20:59:59Z, false",
    "2026-03-07T21:00:00Z, true",
    "2026-03-08T02:59:59Z, true",
    "2026-03-08T03:00:00Z, false",
    "2026-03-28T21:00:00Z, true",
    "2026-03-29T02:59:59Z, true",
    "2026-03-29T03:00:00Z, false",
    "2026-07-04T20:00:00Z, true",
    "2026-07-04T19:59:59Z, false",
    "2026-07-05T20:00:00Z, false",
  })
  void weeklyWindowsFollowTheClockOfTheirZoneAndLastInRealTime(Instant moment, boolean inside) {
    assertThat(NIGHT.contains(moment)).isEqualTo(inside);
  }

  @ParameterizedTest
  @CsvSource({"share, g, true", "share, other, false", "radius, g, false"})
  void onlyNamedRulesAndGraphsAreMuted(String rule, String graph, boolean muted) {
    assertThat(NIGHT.mutes(rule, graph, Instant.parse("2026-03-07T22:00:00Z"))).isEqualTo(muted);
  }
}
