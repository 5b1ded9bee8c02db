package io.ringfence.monitor.rules;

import java.time.Duration;

/**
 * When a rule fires and when it resolves. Between the two values nothing changes.
 *
 * @param fire fires beyond this value
 * @param resolve resolves at this value or further on the good side
 * @param hold how long the value must be bad before the rule fires
 * @param resolveHold how long the value must be good before the rule resolves
 */
public record Trigger(Side side, double fire, double resolve, Duration hold, Duration resolveHold) {

  /** Which side is bad. */
  public enum Side {
    BELOW,
    ABOVE
  }

  boolean fires(double value) {
    return side == Side.BELOW ? value < fire : value > fire;
  }

  boolean resolves(double value) {
    return side == Side.BELOW ? value >= resolve : value <= resolve;
  }

  /** For people. */
  String words(String unit) {
    String held = hold.isZero() ? "" : " for " + Durations.of(hold);
    String back = resolveHold.isZero() ? "" : " for " + Durations.of(resolveHold);
    return side == Side.BELOW
        ? "fires below %s%s, resolves from %s%s (%s)"
            .formatted(Figures.of(fire), held, Figures.of(resolve), back, unit)
        : "fires above %s%s, resolves from %s down%s (%s)"
            .formatted(Figures.of(fire), held, Figures.of(resolve), back, unit);
  }
}
