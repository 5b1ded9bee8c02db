package io.ringfence.stream.pool;

import io.ringfence.stream.ClientOptions;
import java.time.Duration;

/**
 * How a worker takes part in the pool.
 *
 * @param group share group of the workers; all of one group hold the same models
 * @param workerId names it in results and logs
 * @param noise what its device draws: {@code KEYED} can answer all tasks, {@code ANY} only those
 *     that take any noise
 * @param lock how long a part is its own before another worker gets it
 */
public record WorkerSettings(
    ClientOptions clients,
    PoolTopics topics,
    String group,
    String workerId,
    NoiseRule noise,
    Duration lock) {

  public WorkerSettings {
    if (group.isBlank() || workerId.isBlank()) {
      throw new IllegalArgumentException(
          "Group is '%s' and worker id '%s'; neither may be blank.".formatted(group, workerId));
    }
  }
}
