package io.ringfence.stream;

import io.ringfence.engine.Drift;
import java.time.Duration;
import java.util.Optional;

/**
 * When a graph has drifted so far from its regions that new ones are worth their samples. Measured
 * against what the regions were like when they were chosen, so that a graph that has none better is
 * not planned again and again.
 *
 * @param enabled whether epochs begin by themselves before one is full
 * @param growth times the nodes at the opening, above 1
 * @param imbalance times the imbalance at the opening, above 1
 * @param cut additional share of edges between regions, in (0, 1]
 * @param newEdges edges put since the opening over all edges, in (0, 1]
 * @param hold for how long a limit must be exceeded; falling below nine tenths of it starts anew
 * @param minAge between the beginning of two epochs
 */
public record EpochRule(
    boolean enabled,
    double growth,
    double imbalance,
    double cut,
    double newEdges,
    Duration hold,
    Duration minAge) {

  /** The lower edge of the band within which nothing changes. */
  static final double BAND = 0.9;

  public static final EpochRule DEFAULT =
      new EpochRule(true, 1.5, 1.5, 0.1, 0.3, Duration.ofMinutes(1), Duration.ofMinutes(10));

  public static final EpochRule NEVER =
      new EpochRule(false, 1.5, 1.5, 0.1, 0.3, Duration.ofMinutes(1), Duration.ofMinutes(10));

  public EpochRule {
    if (!(growth > 1 && imbalance > 1 && cut > 0 && newEdges > 0)) {
      throw new IllegalArgumentException(
          "Epoch rule with growth %s, imbalance %s, cut %s and new edges %s; the first two must be above 1, the others above 0."
              .formatted(growth, imbalance, cut, newEdges));
    }
  }

  /**
   * What is exceeded, in words; empty if nothing is.
   *
   * @param part 1 for the limits themselves, less for a part of the way to them
   */
  Optional<String> exceeded(Drift drift, double part) {
    if (drift.growth() - 1 >= part * (growth - 1)) {
      return reason("the graph has %.2f times the nodes", drift.growth());
    }
    if (drift.imbalance() - 1 >= part * (imbalance - 1)) {
      return reason("the largest region is %.2f times what it was", drift.imbalance());
    }
    if (drift.cut() >= part * cut) {
      return reason("%.2f more of the edges lie between regions", drift.cut());
    }
    if (drift.newEdges() >= part * newEdges) {
      return reason("%.2f of the edges are new", drift.newEdges());
    }
    return Optional.empty();
  }

  private static Optional<String> reason(String text, double value) {
    return Optional.of(text.formatted(value));
  }
}
