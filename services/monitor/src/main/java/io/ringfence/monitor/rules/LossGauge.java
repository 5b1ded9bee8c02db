package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.OptionalDouble;

/**
 * Nodes that ceased to hold a budget, per minute: those of the last window, by one minute over the
 * window. A loss counts when it stands: at a settled word, or once the grace time is over. O(1) per
 * change; a window is kept by seconds.
 */
final class LossGauge implements Gauge {

  private static final class Losses {
    private final Deque<long[]> seconds = new ArrayDeque<>();
    private long sum;

    void add(long second) {
      long[] last = seconds.peekLast();
      if (last == null || last[0] != second) {
        last = new long[] {second, 0};
        seconds.addLast(last);
      }
      last[1]++;
      sum++;
    }

    void forgetUntil(long second) {
      for (long[] first = seconds.peekFirst();
          first != null && first[0] <= second;
          first = seconds.peekFirst()) {
        sum -= first[1];
        seconds.removeFirst();
      }
    }
  }

  private final Budget budget;
  private final Duration window;
  private final int grace;
  private final Map<String, Losses> losses = new HashMap<>();
  private final Map<String, Integer> nodes = new HashMap<>();

  LossGauge(Quantity.LossRate quantity, int grace) {
    this.budget = quantity.budget();
    this.window = quantity.window();
    this.grace = grace;
  }

  @Override
  public void add(String subject, Word word) {
    nodes.merge(subject, word.standing(grace) == null ? 0 : 1, Integer::sum);
  }

  @Override
  public void remove(String subject, Word word) {
    nodes.merge(subject, word.standing(grace) == null ? 0 : -1, Integer::sum);
  }

  @Override
  public void changed(String subject, Word before, Word after, Instant now) {
    NodeState was = before.standing(grace);
    NodeState is = after.standing(grace);
    if (was != null && is != null && budget.holds(was) && !budget.holds(is)) {
      losses.computeIfAbsent(subject, key -> new Losses()).add(now.getEpochSecond());
    }
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    return nodes(subject) == 0
        ? OptionalDouble.empty()
        : OptionalDouble.of(lost(subject, now) * 60_000.0 / window.toMillis());
  }

  private long lost(String subject, Instant now) {
    Losses known = losses.get(subject);
    if (known == null) {
      return 0;
    }
    known.forgetUntil(now.minus(window).getEpochSecond());
    return known.sum;
  }

  @Override
  public int nodes(String subject) {
    return nodes.getOrDefault(subject, 0);
  }

  @Override
  public boolean ages() {
    return true;
  }

  @Override
  public String calculation(String subject, Instant now) {
    return "certificates lost at (%s) = %d in %s × 60 s / %s = %s per minute, of %d nodes"
        .formatted(
            budget,
            lost(subject, now),
            Durations.of(window),
            Durations.of(window),
            Figures.of(value(subject, now).orElse(Double.NaN)),
            nodes(subject));
  }

  @Override
  public boolean concerns(Word word) {
    NodeState standing = word.standing(grace);
    return standing != null && !budget.holds(standing);
  }
}
