package io.ringfence.stream.pool;

import io.ringfence.rights.Right;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.StreamException;
import io.ringfence.stream.TopicAdmin;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.admin.NewTopic;

/** Looks at the topics of the pool, and makes them where that is allowed. */
public final class PoolTopicCheck {

  private PoolTopicCheck() {}

  /**
   * Asks the broker.
   *
   * @param partitions of topics that are made
   * @param replication of topics that are made, -1 for what the broker has as default
   * @param recordBytes largest task or result that is sent
   * @param create whether missing topics may be created
   * @param rights that are asked for, beside the topics
   * @throws StreamException if there is no broker, or a topic or right is missing
   */
  public static PoolFacts run(
      ClientOptions options,
      PoolTopics topics,
      int partitions,
      short replication,
      int recordBytes,
      boolean create,
      List<Right> rights) {
    try (TopicAdmin admin = TopicAdmin.open(options)) {
      admin.require(rights);
      List<NewTopic> missing = new ArrayList<>();
      for (NewTopic topic : topics.declarations(partitions, replication, recordBytes)) {
        if (admin.partitions(topic.name()).isEmpty()) {
          missing.add(topic);
        }
      }
      if (!missing.isEmpty() && !create) {
        throw new StreamException(
            "Topics %s do not exist; create them (deploy/ has the declarations), allow it with topics.create: true, or switch the pool off."
                .formatted(missing.stream().map(NewTopic::name).toList()));
      }
      if (!missing.isEmpty()) {
        admin.create(missing);
        admin.require(rights);
      }
      OptionalInt results = admin.partitions(topics.results());
      return new PoolFacts(
          results.orElse(partitions),
          valueBytes(admin, topics.tasks(), missing, recordBytes),
          valueBytes(admin, topics.results(), missing, recordBytes));
    }
  }

  /** The same without asking for rights. */
  public static PoolFacts run(
      ClientOptions options,
      PoolTopics topics,
      int partitions,
      short replication,
      int recordBytes,
      boolean create) {
    return run(options, topics, partitions, replication, recordBytes, create, List.of());
  }

  /** The limit of a topic that was just made is known: the broker may not know it yet. */
  private static int valueBytes(
      TopicAdmin admin, String topic, List<NewTopic> made, int recordBytes) {
    if (made.stream().anyMatch(one -> one.name().equals(topic))) {
      return recordBytes;
    }
    int limit = admin.maxMessageBytes(topic).orElse(recordBytes + PoolTopics.ROOM_BESIDE_VALUE);
    return Math.min(recordBytes, limit - PoolTopics.ROOM_BESIDE_VALUE);
  }
}
