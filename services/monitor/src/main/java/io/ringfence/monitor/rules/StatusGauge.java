package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.NodeState.Status;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.TreeSet;

/** Number of nodes of some status. O(1) per change. */
final class StatusGauge implements Gauge {

  private static final class Count {
    private int nodes;
    private int matching;
  }

  private final Set<Status> statuses;
  private final int grace;
  private final Map<String, Count> counts = new HashMap<>();

  StatusGauge(Set<Status> statuses, int grace) {
    this.statuses = statuses;
    this.grace = grace;
  }

  @Override
  public void add(String subject, Word word) {
    put(subject, word, 1);
  }

  @Override
  public void remove(String subject, Word word) {
    put(subject, word, -1);
  }

  private void put(String subject, Word word, int sign) {
    NodeState standing = word.standing(grace);
    if (standing != null) {
      Count count = counts.computeIfAbsent(subject, key -> new Count());
      count.nodes += sign;
      count.matching += statuses.contains(standing.status()) ? sign : 0;
    }
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    Count count = counts.get(subject);
    return count == null || count.nodes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(count.matching);
  }

  @Override
  public int nodes(String subject) {
    Count count = counts.get(subject);
    return count == null ? 0 : count.nodes;
  }

  @Override
  public String calculation(String subject, Instant now) {
    Count count = counts.getOrDefault(subject, new Count());
    return "nodes that are %s = %d of %d".formatted(names(statuses), count.matching, count.nodes);
  }

  static String names(Set<Status> statuses) {
    return String.join(" or ", new TreeSet<>(statuses).stream().map(Status::name).toList());
  }

  @Override
  public boolean concerns(Word word) {
    NodeState standing = word.standing(grace);
    return standing != null && statuses.contains(standing.status());
  }
}
