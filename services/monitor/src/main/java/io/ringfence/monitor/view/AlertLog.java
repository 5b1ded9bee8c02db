package io.ringfence.monitor.view;

import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * The last word on every alert: all that fire, and of those that have ended the newest. Confined to
 * the thread that owns the views.
 */
public final class AlertLog {

  /** Newest first; equal only for the same alert. */
  public static final Comparator<RobustnessAlert> NEWEST_FIRST =
      Comparator.comparing(AlertLog::startedAt)
          .reversed()
          .thenComparing(RobustnessAlert::getAlertId);

  private final int limit;
  private final Map<String, RobustnessAlert> byId = new HashMap<>();
  private final TreeSet<RobustnessAlert> ended = new TreeSet<>(NEWEST_FIRST);
  private final Map<String, Integer> firing = new HashMap<>();
  private long modifications;

  /**
   * @param limit most alerts that have ended
   */
  public AlertLog(int limit) {
    this.limit = limit;
  }

  /** When an alert began. */
  public static Instant startedAt(RobustnessAlert alert) {
    return NodeStates.instant(alert.hasStartedAt() ? alert.getStartedAt() : alert.getAt());
  }

  /**
   * Takes a word on an alert. Whether it says anything new: an alert that has ended does not fire
   * again, the same word twice counts once.
   */
  public boolean put(RobustnessAlert alert) {
    RobustnessAlert before = byId.get(alert.getAlertId());
    if (before != null && (before.getState() == State.RESOLVED || before.equals(alert))) {
      return false;
    }
    byId.put(alert.getAlertId(), alert);
    boolean fired = before != null;
    boolean fires = alert.getState() == State.FIRING;
    if (fired != fires) {
      firing.merge(alert.getGraphId(), fires ? 1 : -1, Integer::sum);
    }
    if (!fires) {
      ended.add(alert);
      while (ended.size() > limit) {
        byId.remove(ended.pollLast().getAlertId());
      }
    }
    modifications++;
    return true;
  }

  /** Alerts of a graph that fire now. */
  public int firing(String graphId) {
    return firing.getOrDefault(graphId, 0);
  }

  /** All alerts that fire now. */
  public Collection<RobustnessAlert> firing() {
    return byId.values().stream().filter(alert -> alert.getState() == State.FIRING).toList();
  }

  /** All alerts, newest first. */
  public List<RobustnessAlert> all() {
    List<RobustnessAlert> all = new ArrayList<>(byId.values());
    all.sort(NEWEST_FIRST);
    return all;
  }

  /** Grows with every word. */
  public long modifications() {
    return modifications;
  }
}
