package io.ringfence.monitor.notify;

import java.time.Duration;
import java.util.random.RandomGenerator;

/**
 * Waiting times between attempts: doubled each time up to a most, and of that a random part between
 * one half and all, so that many senders do not come back at once.
 */
record Backoff(Duration first, Duration most) {

  private static final int DOUBLINGS = 30;

  /**
   * @param failures how many attempts have failed, at least 1
   */
  Duration after(int failures, RandomGenerator random) {
    double factor = Math.pow(2, Math.min(DOUBLINGS, failures - 1));
    double millis = Math.min((double) most.toMillis(), first.toMillis() * factor);
    return Duration.ofMillis(Math.max(1, Math.round(millis * (0.5 + 0.5 * random.nextDouble()))));
  }
}
