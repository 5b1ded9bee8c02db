package io.ringfence.stream.pool;

import io.ringfence.stream.ClientOptions;
import java.time.Duration;

/**
 * How a certifier uses the pool.
 *
 * @param instanceId of the certifier
 * @param noise whose noise counts
 * @param patience how long a part may take before it is sent anew, and then before it is smoothed
 *     here; positive
 * @param partDuration how long a part shall take; positive
 * @param leastParts into how many parts a job is cut at least, if it has as many samples: the
 *     number of workers
 * @param partsInFlight most parts of one job that are waited for at a time
 */
public record PoolSettings(
    ClientOptions clients,
    PoolTopics topics,
    String instanceId,
    NoiseRule noise,
    Duration patience,
    Duration partDuration,
    int leastParts,
    int partsInFlight) {

  public PoolSettings {
    if (patience.isNegative() || patience.isZero()) {
      throw new IllegalArgumentException(
          "Patience with the pool is %s; it must be positive, for example 10 s."
              .formatted(patience));
    }
    if (partDuration.isNegative() || partDuration.isZero()) {
      throw new IllegalArgumentException(
          "A part shall take %s; it must be positive, for example 1 s.".formatted(partDuration));
    }
    if (leastParts < 1 || partsInFlight < 1) {
      throw new IllegalArgumentException(
          "A job has at least %d parts and at most %d in flight; both must be at least 1."
              .formatted(leastParts, partsInFlight));
    }
  }
}
