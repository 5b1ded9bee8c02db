package io.ringfence.monitor.rules;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Which unsettled nodes still have a grace time: all times are alike, so the first is due first.
 */
final class GraceClock {

  private final Duration grace;
  private final Map<String, Instant> due = new LinkedHashMap<>();

  GraceClock(Duration grace) {
    this.grace = grace;
  }

  void start(String nodeId, Instant since) {
    due.put(nodeId, since.plus(grace));
  }

  void stop(String nodeId) {
    due.remove(nodeId);
  }

  /** Takes out those whose time is over. */
  List<String> over(Instant now) {
    List<String> over = new ArrayList<>();
    var entries = due.entrySet().iterator();
    while (entries.hasNext()) {
      var next = entries.next();
      if (next.getValue().isAfter(now)) {
        break;
      }
      over.add(next.getKey());
      entries.remove();
    }
    return over;
  }
}
