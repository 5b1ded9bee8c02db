package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that has been committed, per key and per partition in order. */
final class Committed implements AutoCloseable {
  /** A record, its key and its graph; a tombstone has no message. */
  record Entry<M>(String graphId, String key, Optional<M> message) {}

  private static final List<String> OUTPUTS =
      List.of("node-certificates", "graph-certificates", "graph-changelog", "graph-updates.dlq");

  private final Admin admin;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Entry<NodeCertificate>> nodes = new ArrayList<>();
  private final List<Entry<GraphCertificate>> graphs = new ArrayList<>();
  private final List<Entry<GraphElement>> changelog = new ArrayList<>();
  private final List<Letter> letters = new ArrayList<>();
  private final String prefix;
  private final String group;
  private final int partitions;

  /** Where an update lies that became a dead letter. */
  record Letter(int partition, long offset) {}

  Committed(String bootstrapServers) {
    this(bootstrapServers, 1);
  }

  /**
   * @param partitions of every topic
   */
  Committed(String bootstrapServers, int partitions) {
    this(bootstrapServers, partitions, "", "ringfence-certifier");
  }

  /**
   * @param prefix of the names of all topics but the input
   */
  Committed(String bootstrapServers, int partitions, String prefix, String group) {
    this.partitions = partitions;
    this.prefix = prefix;
    this.group = group;
    admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers));
    consumer =
        new KafkaConsumer<>(
            Map.of(
                "bootstrap.servers", bootstrapServers,
                "auto.offset.reset", "earliest",
                "isolation.level", "read_committed"),
            new StringDeserializer(),
            new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitionsOf(String topic) {
    return IntStream.range(0, partitions).mapToObj(p -> new TopicPartition(topic, p)).toList();
  }

  /** Records on nodes committed so far, transaction markers included. */
  long records() {
    return consumer.endOffsets(partitionsOf(prefix + "node-certificates")).values().stream()
        .mapToLong(Long::longValue)
        .sum();
  }

  /** Whether the group is done with everything that was sent. */
  boolean inputDone() throws Exception {
    return inputPosition()
        == consumer.endOffsets(partitionsOf("graph-updates")).values().stream()
            .mapToLong(Long::longValue)
            .sum();
  }

  /** How many updates the group is done with. */
  long inputPosition() throws Exception {
    return admin
        .listConsumerGroupOffsets(group)
        .partitionsToOffsetAndMetadata()
        .get()
        .values()
        .stream()
        .filter(Objects::nonNull)
        .mapToLong(OffsetAndMetadata::offset)
        .sum();
  }

  /** Whether the last word on each of these graphs is that no node waits. */
  boolean settled(String... graphIds) throws MalformedRecordException {
    readAll();
    Map<String, Boolean> settled = new HashMap<>();
    graphs.forEach(
        word -> settled.put(word.key(), word.message().map(m -> m.getSettled()).orElse(false)));
    return Stream.of(graphIds).allMatch(id -> settled.getOrDefault(id, false));
  }

  /** Reads on to the end. */
  void readAll() throws MalformedRecordException {
    if (consumer.assignment().isEmpty()) {
      List<TopicPartition> all = new ArrayList<>();
      OUTPUTS.forEach(topic -> all.addAll(partitionsOf(prefix + topic)));
      consumer.assign(all);
    }
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(consumer.assignment()));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
        take(found);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> found) throws MalformedRecordException {
    switch (found.topic().substring(prefix.length())) {
      case "node-certificates" ->
          nodes.add(entry(found, Encoding.JSON, NodeCertificate.getDefaultInstance()));
      case "graph-certificates" ->
          graphs.add(entry(found, Encoding.JSON, GraphCertificate.getDefaultInstance()));
      case "graph-changelog" ->
          changelog.add(entry(found, Encoding.BINARY, GraphElement.getDefaultInstance()));
      default ->
          letters.add(
              new Letter(
                  Integer.parseInt(header(found, "ringfence-partition")),
                  Long.parseLong(header(found, "ringfence-offset"))));
    }
  }

  private static String header(ConsumerRecord<String, byte[]> found, String name) {
    return new String(found.headers().lastHeader(name).value(), UTF_8);
  }

  @SuppressWarnings("NullAway") // a tombstone has no value
  private static <M extends Message> Entry<M> entry(
      ConsumerRecord<String, byte[]> found, Encoding encoding, M prototype)
      throws MalformedRecordException {
    return new Entry<>(
        prototype instanceof GraphCertificate ? found.key() : RecordKeys.split(found.key()).get(0),
        found.key(),
        found.value() == null
            ? Optional.empty()
            : Optional.of(encoding.decode(found.value(), prototype, UnknownFields.REJECT)));
  }

  List<Entry<NodeCertificate>> nodeCertificates() {
    return nodes;
  }

  /** The last word on every node that is there, by key. */
  Map<String, NodeCertificate> latest() {
    Map<String, NodeCertificate> latest = new TreeMap<>();
    nodes.forEach(
        entry ->
            entry
                .message()
                .ifPresentOrElse(
                    word -> latest.put(entry.key(), word), () -> latest.remove(entry.key())));
    return latest;
  }

  List<Entry<GraphCertificate>> graphCertificates() {
    return graphs;
  }

  List<Entry<GraphElement>> changelog() {
    return changelog;
  }

  /** Only what is said of one graph, in order. */
  static <M> List<Entry<M>> of(String graphId, List<Entry<M>> entries) {
    return entries.stream().filter(entry -> entry.graphId().equals(graphId)).toList();
  }

  /** Where the updates lie that became dead letters, one per letter. */
  List<Letter> deadLetters() {
    return letters;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
