package io.ringfence.stream.pool;

import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.ringfence.stream.ClientOptions;
import java.time.Duration;
import java.util.List;

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

  /** The least that it needs at Kafka. */
  public List<Right> rights() {
    Installation.Topics others = Installation.Topics.DEFAULT;
    return Role.SMOOTHER.rights(
        Installation.DEFAULT
            .withTopics(
                new Installation.Topics(
                    others.graphUpdates(),
                    others.nodeCertificates(),
                    others.graphCertificates(),
                    others.graphChangelog(),
                    others.deadLetters(),
                    topics.tasks(),
                    topics.results(),
                    others.alerts()))
            .withSmoothers(group));
  }
}
