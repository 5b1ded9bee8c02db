package io.ringfence.stream.pool;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * The topics of the pool: two that are named, and a small one beside the tasks for what is called
 * back.
 *
 * @param tasks parts to be smoothed; read by a share group
 * @param results answers; every certifier reads one partition
 */
public record PoolTopics(String tasks, String results) {

  /** The names of the documentation. */
  public static final PoolTopics DEFAULT = new PoolTopics("smoothing-tasks", "smoothing-results");

  /** Nobody waits for a task or a result longer than minutes. */
  private static final Duration KEEP = Duration.ofHours(1);

  /** Room for key, headers and framing beside a value of the largest size. */
  static final int ROOM_BESIDE_VALUE = 16 << 10;

  /** Where jobs are called back: the name of the tasks with {@code -withdrawn} behind it. */
  public String withdrawals() {
    return tasks + "-withdrawn";
  }

  /**
   * How the topics are made.
   *
   * @param replication copies of every partition, -1 for what the broker has as default
   * @param recordBytes largest task or result
   */
  public List<NewTopic> declarations(int partitions, short replication, int recordBytes) {
    Map<String, String> config =
        Map.of(
            "cleanup.policy", "delete",
            "retention.ms", String.valueOf(KEEP.toMillis()),
            "segment.ms", String.valueOf(KEEP.toMillis()),
            "max.message.bytes", String.valueOf(recordBytes + ROOM_BESIDE_VALUE));
    Optional<Short> copies = replication < 0 ? Optional.empty() : Optional.of(replication);
    return List.of(
        new NewTopic(tasks, Optional.of(partitions), copies).configs(config),
        new NewTopic(results, Optional.of(partitions), copies).configs(config),
        new NewTopic(withdrawals(), Optional.of(1), copies).configs(config));
  }
}
