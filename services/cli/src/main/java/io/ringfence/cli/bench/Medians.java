package io.ringfence.cli.bench;

import java.util.Collection;
import java.util.List;

/** The value in the middle. */
final class Medians {

  private Medians() {}

  /** Of at least one value. */
  static double of(Collection<Double> values) {
    List<Double> sorted = values.stream().sorted().toList();
    int half = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(half)
        : (sorted.get(half - 1) + sorted.get(half)) / 2;
  }

  static double mean(Collection<Double> values) {
    return values.stream().mapToDouble(Double::doubleValue).average().orElse(0);
  }
}
