package io.ringfence.integration.committed;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads topics as a consumer of committed records does, from the beginning to the end. */
public final class CommittedReader {

  /** Where groups keep their positions. */
  private static final String OFFSETS = "__consumer_offsets";

  private static final short NEWEST_POSITION_KEY = 1;
  private static final short GROUP_KEY = 2;

  /** A group's position on one partition of the input, as it was committed. */
  public record Position(
      String group, TopicPartition input, long offset, TopicPartition at, long atOffset) {}

  private final String bootstrapServers;

  public CommittedReader(String bootstrapServers) {
    this.bootstrapServers = bootstrapServers;
  }

  /** All committed records of a topic; within each partition in their order. */
  public List<ConsumerRecord<byte[], byte[]>> readAll(String topic) {
    List<ConsumerRecord<byte[], byte[]>> all = new ArrayList<>();
    try (KafkaConsumer<byte[], byte[]> consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer())) {
      Collection<TopicPartition> partitions =
          consumer.partitionsFor(topic).stream()
              .map(info -> new TopicPartition(topic, info.partition()))
              .toList();
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions));
      while (!ends.isEmpty()) {
        consumer.poll(Duration.ofMillis(100)).forEach(all::add);
        ends.entrySet().removeIf(end -> consumer.position(end.getKey()) >= end.getValue());
      }
    }
    return all;
  }

  /** Every position that a group ever committed, in order. */
  public List<Position> positions(String group) {
    return readAll(OFFSETS).stream()
        .flatMap(record -> position(record).stream())
        .filter(position -> position.group().equals(group))
        .toList();
  }

  @SuppressWarnings("NullAway") // a tombstone has no value
  private static Optional<Position> position(ConsumerRecord<byte[], byte[]> record) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    if (key.getShort() > NEWEST_POSITION_KEY || record.value() == null) {
      return Optional.empty();
    }
    String group = text(key);
    TopicPartition input = new TopicPartition(text(key), key.getInt());
    ByteBuffer value = ByteBuffer.wrap(record.value());
    value.getShort();
    return Optional.of(
        new Position(
            group,
            input,
            value.getLong(),
            new TopicPartition(record.topic(), record.partition()),
            record.offset()));
  }

  /** Generations that a group had, in order, each as often as it was written. */
  public List<Integer> generations(String group) {
    return readAll(OFFSETS).stream().flatMap(record -> generation(record, group).stream()).toList();
  }

  @SuppressWarnings("NullAway") // a tombstone has no value
  private static Optional<Integer> generation(ConsumerRecord<byte[], byte[]> record, String group) {
    ByteBuffer key = ByteBuffer.wrap(record.key());
    if (key.getShort() != GROUP_KEY || record.value() == null || !text(key).equals(group)) {
      return Optional.empty();
    }
    ByteBuffer value = ByteBuffer.wrap(record.value());
    value.getShort();
    text(value);
    return Optional.of(value.getInt());
  }

  private static String text(ByteBuffer buffer) {
    byte[] bytes = new byte[buffer.getShort()];
    buffer.get(bytes);
    return new String(bytes, UTF_8);
  }
}
