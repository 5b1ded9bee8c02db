package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/** Share of the nodes whose own radii hold a budget. O(1) per change. */
final class ShareGauge implements Gauge {

  private static final class Count {
    private int nodes;
    private int held;
  }

  private final Budget budget;
  private final int grace;
  private final Map<String, Count> counts = new HashMap<>();

  ShareGauge(Budget budget, int grace) {
    this.budget = budget;
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
      count.held += budget.holds(standing) ? sign : 0;
    }
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    Count count = counts.get(subject);
    return count == null || count.nodes == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of((double) count.held / count.nodes);
  }

  @Override
  public int nodes(String subject) {
    Count count = counts.get(subject);
    return count == null ? 0 : count.nodes;
  }

  @Override
  public String calculation(String subject, Instant now) {
    Count count = counts.getOrDefault(subject, new Count());
    return "certified share at (%s), each node by its own radii = %d of %d nodes = %s"
        .formatted(
            budget, count.held, count.nodes, Figures.of(value(subject, now).orElse(Double.NaN)));
  }

  @Override
  public boolean concerns(Word word) {
    NodeState standing = word.standing(grace);
    return standing != null && !budget.holds(standing);
  }
}
