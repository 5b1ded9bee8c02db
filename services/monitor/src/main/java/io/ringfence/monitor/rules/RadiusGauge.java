package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import java.time.Instant;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;

/**
 * A quantile of radii: of n nodes the radius at place ⌈quantile · n⌉ (at least 1) in ascending
 * order. O(log d) per change and O(d) per value, with d different radii.
 */
final class RadiusGauge implements Gauge {

  private final Quantity.Radius quantity;
  private final int grace;
  private final Map<String, TreeMap<Double, Integer>> counts = new HashMap<>();
  private final Map<String, Integer> nodes = new HashMap<>();

  RadiusGauge(Quantity.Radius quantity, int grace) {
    this.quantity = quantity;
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
    if (standing == null) {
      return;
    }
    nodes.merge(subject, sign, Integer::sum);
    counts
        .computeIfAbsent(subject, key -> new TreeMap<>())
        .merge(
            quantity.kind().of(standing),
            sign,
            (one, other) -> one + other == 0 ? null : one + other);
  }

  @Override
  public OptionalDouble value(String subject, Instant now) {
    long place = Math.max(1, (long) Math.ceil(quantity.quantile() * nodes(subject)));
    long passed = 0;
    for (var entry : counts.getOrDefault(subject, new TreeMap<>()).entrySet()) {
      passed += entry.getValue();
      if (passed >= place) {
        return OptionalDouble.of(entry.getKey());
      }
    }
    return OptionalDouble.empty();
  }

  @Override
  public int nodes(String subject) {
    return nodes.getOrDefault(subject, 0);
  }

  @Override
  public String calculation(String subject, Instant now) {
    StringBuilder text =
        new StringBuilder(
            "radius in %s at quantile %s of %d nodes = %s; nodes by radius:"
                .formatted(
                    quantity.kind().name().toLowerCase(Locale.ROOT),
                    Figures.of(quantity.quantile()),
                    nodes(subject),
                    Figures.of(value(subject, now).orElse(Double.NaN))));
    counts.getOrDefault(subject, new TreeMap<>()).entrySet().stream()
        .limit(8)
        .forEach(
            entry ->
                text.append(" %d at %s,".formatted(entry.getValue(), Figures.of(entry.getKey()))));
    text.setLength(text.length() - 1);
    return text.toString();
  }

  /** Those at or below the value would take a look at all: the ones without any radius. */
  @Override
  public boolean concerns(Word word) {
    NodeState standing = word.standing(grace);
    return standing != null && quantity.kind().of(standing) == 0;
  }
}
