package io.ringfence.monitor.rules;

import io.ringfence.schemas.v1.RobustnessAlert;
import java.time.Duration;
import java.time.Instant;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The nodes that one alert of a grouped rule gathers. */
final class NodeGroup {

  /** An alert that has changed is not told again sooner. */
  static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  private final TreeSet<String> members = new TreeSet<>();
  private @Nullable RobustnessAlert alert;
  private Instant said = Instant.EPOCH;
  private boolean changed;

  TreeSet<String> members() {
    return members;
  }

  void join(String nodeId) {
    changed |= members.add(nodeId);
  }

  void leave(String nodeId) {
    changed |= members.remove(nodeId);
  }

  @Nullable RobustnessAlert alert() {
    return alert;
  }

  void said(RobustnessAlert told, Instant now) {
    alert = told;
    said = now;
    changed = false;
  }

  boolean isDueAgain(Instant now) {
    return changed && alert != null && !members.isEmpty() && !now.isBefore(said.plus(AGAIN_AFTER));
  }
}
