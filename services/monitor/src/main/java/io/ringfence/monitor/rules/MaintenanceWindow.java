package io.ringfence.monitor.rules;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Set;

/**
 * A time in which no alert begins. One that fires goes on and may resolve; a condition that holds
 * when the window ends fires then.
 */
public sealed interface MaintenanceWindow {

  /** For people. */
  String name();

  /** Empty for all. */
  Set<String> rules();

  /** Empty for all. */
  Set<String> graphs();

  /** Whether this moment lies in it; the end does not. */
  boolean contains(Instant moment);

  /** Whether alerts of a rule on a graph must not begin now. */
  default boolean mutes(String rule, String graphId, Instant moment) {
    return (rules().isEmpty() || rules().contains(rule))
        && (graphs().isEmpty() || graphs().contains(graphId))
        && contains(moment);
  }

  /** Once. */
  record Once(String name, Set<String> rules, Set<String> graphs, Instant from, Instant until)
      implements MaintenanceWindow {
    public Once {
      rules = Set.copyOf(rules);
      graphs = Set.copyOf(graphs);
    }

    @Override
    public boolean contains(Instant moment) {
      return !moment.isBefore(from) && moment.isBefore(until);
    }
  }

  /**
   * Every week on some days.
   *
   * @param at by the clock on the wall of the zone; where a change of the clock leaves it out, as
   *     much later
   * @param lasts in real time, up to seven days
   */
  record Weekly(
      String name,
      Set<String> rules,
      Set<String> graphs,
      Set<DayOfWeek> days,
      LocalTime at,
      Duration lasts,
      ZoneId zone)
      implements MaintenanceWindow {
    public Weekly {
      rules = Set.copyOf(rules);
      graphs = Set.copyOf(graphs);
      days = Set.copyOf(days);
    }

    @Override
    public boolean contains(Instant moment) {
      LocalDate today = moment.atZone(zone).toLocalDate();
      for (int back = 0; back <= lasts.toDays() + 1; back++) {
        LocalDate day = today.minusDays(back);
        Instant begin = day.atTime(at).atZone(zone).toInstant();
        if (days.contains(day.getDayOfWeek())
            && !moment.isBefore(begin)
            && moment.isBefore(begin.plus(lasts))) {
          return true;
        }
      }
      return false;
    }
  }
}
