package io.ringfence.monitor.rules;

import java.time.Duration;

/** Durations for people. */
final class Durations {

  private Durations() {}

  static String of(Duration duration) {
    return duration.toMillis() % 1000 != 0
        ? duration.toMillis() + " ms"
        : duration.toSeconds() + " s";
  }

  static double seconds(Duration duration) {
    return duration.toMillis() / 1000.0;
  }
}
