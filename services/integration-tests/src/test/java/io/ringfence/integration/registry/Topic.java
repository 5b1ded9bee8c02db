package io.ringfence.integration.registry;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** The committed records of a topic with one partition, as bytes. */
final class Topic {

  private static final int FRAME = 6;

  private Topic() {}

  /**
   * The schema ids of all records of a graph but its tombstones, in order; empty where a record has
   * no frame.
   */
  static List<OptionalInt> schemaIds(String bootstrapServers, String topic, String graph) {
    List<OptionalInt> ids = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> found : records(bootstrapServers, topic)) {
      String key = new String(found.key(), UTF_8);
      if (found.value() != null && (key.equals(graph) || key.startsWith(graph + "/"))) {
        ids.add(schemaId(found.value()));
      }
    }
    return ids;
  }

  /** Zero, four bytes of id, zero for the first message. */
  private static OptionalInt schemaId(byte[] value) {
    ByteBuffer bytes = ByteBuffer.wrap(value);
    if (bytes.get() != 0) {
      return OptionalInt.empty();
    }
    int id = bytes.getInt();
    if (bytes.get() != 0) {
      throw new AssertionError("Not the first message: " + value[FRAME - 1]);
    }
    return OptionalInt.of(id);
  }

  private static List<ConsumerRecord<byte[], byte[]>> records(
      String bootstrapServers, String topic) {
    TopicPartition partition = new TopicPartition(topic, 0);
    List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      consumer.assign(List.of(partition));
      long end = consumer.endOffsets(List.of(partition)).getOrDefault(partition, 0L);
      while (consumer.position(partition) < end) {
        consumer.poll(Duration.ofMillis(200)).forEach(records::add);
      }
    }
    return records;
  }
}
