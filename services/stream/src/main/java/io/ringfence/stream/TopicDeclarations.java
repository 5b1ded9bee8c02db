package io.ringfence.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.NewTopic;

/**
 * How the topics are made.
 *
 * @param partitions of every topic, at least 1; graphs spread over them
 * @param replication copies of every partition, -1 for what the broker has as default
 * @param recordBytes largest update in bytes; topics that may have to carry it take a little more
 */
public record TopicDeclarations(Topics topics, int partitions, short replication, int recordBytes) {

  /** Room for key, headers and framing beside a value of the largest size. */
  static final int ROOM_BESIDE_VALUE = 64 << 10;

  private static final int KAFKA_DEFAULT_MESSAGE_BYTES = 1_048_588;

  /**
   * For how long compaction keeps the news that a key was removed, at least. A reader that takes
   * longer from a record to its removal would keep the record.
   */
  static final Duration KEEP_TOMBSTONES = Duration.ofDays(1);

  /** What is never compacted is what is read in vain at a restart. */
  private static final int SEGMENT_BYTES = 32 << 20;

  private static final Duration SEGMENT_TIME = Duration.ofHours(1);
  private static final Duration LONGEST_UNCOMPACTED = Duration.ofHours(2);
  private static final String MOST_IN_VAIN = "0.2";
  private static final Duration KEEP_UPDATES = Duration.ofDays(7);
  private static final Duration KEEP_DEAD_LETTERS = Duration.ofDays(30);

  public TopicDeclarations {
    if (partitions < 1) {
      throw new IllegalArgumentException(
          "Topics have %d partitions; they need at least 1.".formatted(partitions));
    }
  }

  /** All topics, input first. */
  public List<NewTopic> all() {
    List<NewTopic> all = new ArrayList<>();
    all.add(topic(topics.graphUpdates(), kept(KEEP_UPDATES)));
    all.add(topic(topics.nodeCertificates(), compacted()));
    all.add(topic(topics.graphCertificates(), large(compacted())));
    all.add(topic(topics.graphChangelog(), large(compacted())));
    all.add(topic(topics.deadLetters(), large(kept(KEEP_DEAD_LETTERS))));
    return all;
  }

  /** At most a fifth, an hour or a segment of what a restart reads has been replaced meanwhile. */
  private static Map<String, String> compacted() {
    return Map.of(
        "cleanup.policy",
        "compact",
        "segment.bytes",
        String.valueOf(SEGMENT_BYTES),
        "segment.ms",
        String.valueOf(SEGMENT_TIME.toMillis()),
        "min.cleanable.dirty.ratio",
        MOST_IN_VAIN,
        "max.compaction.lag.ms",
        String.valueOf(LONGEST_UNCOMPACTED.toMillis()),
        "delete.retention.ms",
        String.valueOf(KEEP_TOMBSTONES.toMillis()));
  }

  private static Map<String, String> kept(Duration duration) {
    return Map.of("cleanup.policy", "delete", "retention.ms", String.valueOf(duration.toMillis()));
  }

  private Map<String, String> large(Map<String, String> config) {
    Map<String, String> larger = new HashMap<>(config);
    int bytes = Math.max(recordBytes, KAFKA_DEFAULT_MESSAGE_BYTES) + ROOM_BESIDE_VALUE;
    larger.put("max.message.bytes", String.valueOf(bytes));
    return larger;
  }

  private NewTopic topic(String name, Map<String, String> config) {
    Optional<Short> copies = replication < 0 ? Optional.empty() : Optional.of(replication);
    return new NewTopic(name, Optional.of(partitions), copies).configs(config);
  }
}
