package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Everything that has been committed to topics of one partition, in order. */
final class Committed implements AutoCloseable {
  private static final TopicPartition NODES = new TopicPartition("node-certificates", 0);
  private static final TopicPartition GRAPHS = new TopicPartition("graph-certificates", 0);
  private static final TopicPartition CHANGELOG = new TopicPartition("graph-changelog", 0);
  private static final TopicPartition LETTERS = new TopicPartition("graph-updates.dlq", 0);
  private static final List<TopicPartition> ALL = List.of(NODES, GRAPHS, CHANGELOG, LETTERS);
  private static final TopicPartition INPUT = new TopicPartition("graph-updates", 0);

  /** A record and its key; a tombstone has no message. */
  record Entry<M>(String key, Optional<M> message) {}

  private final Admin admin;
  private final KafkaConsumer<String, byte[]> consumer;
  private final List<Entry<NodeCertificate>> nodes = new ArrayList<>();
  private final List<Entry<GraphCertificate>> graphs = new ArrayList<>();
  private final List<Entry<GraphElement>> changelog = new ArrayList<>();
  private final List<Long> letters = new ArrayList<>();

  Committed(String bootstrapServers) {
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

  /** Records on nodes committed so far, transaction markers included. */
  long records() {
    return consumer.endOffsets(List.of(NODES)).getOrDefault(NODES, 0L);
  }

  /** Whether the group is done with all of so many records. */
  boolean inputDone(int records) throws Exception {
    OffsetAndMetadata position =
        admin
            .listConsumerGroupOffsets("ringfence-certifier")
            .partitionsToOffsetAndMetadata()
            .get()
            .get(INPUT);
    return position != null && position.offset() == records;
  }

  /** Whether the last word on a graph is that no node waits. */
  boolean settled(String graphId) throws MalformedRecordException {
    readAll();
    Entry<GraphCertificate> last = graphs.get(graphs.size() - 1);
    return last.key().equals(graphId) && last.message().orElseThrow().getSettled();
  }

  /** Reads on to the end. */
  void readAll() throws MalformedRecordException {
    if (consumer.assignment().isEmpty()) {
      consumer.assign(ALL);
    }
    Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(ALL));
    while (ends.entrySet().stream()
        .anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
      for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(200))) {
        take(found);
      }
    }
  }

  private void take(ConsumerRecord<String, byte[]> found) throws MalformedRecordException {
    switch (found.topic()) {
      case "node-certificates" ->
          nodes.add(entry(found, Encoding.JSON, NodeCertificate.getDefaultInstance()));
      case "graph-certificates" ->
          graphs.add(entry(found, Encoding.JSON, GraphCertificate.getDefaultInstance()));
      case "graph-changelog" ->
          changelog.add(entry(found, Encoding.BINARY, GraphElement.getDefaultInstance()));
      default ->
          letters.add(
              Long.valueOf(
                  new String(found.headers().lastHeader("ringfence-offset").value(), UTF_8)));
    }
  }

  @SuppressWarnings("NullAway") // a tombstone has no value
  private static <M extends Message> Entry<M> entry(
      ConsumerRecord<String, byte[]> found, Encoding encoding, M prototype)
      throws MalformedRecordException {
    return new Entry<>(
        found.key(),
        found.value() == null
            ? Optional.empty()
            : Optional.of(encoding.decode(found.value(), prototype, UnknownFields.REJECT)));
  }

  List<Entry<NodeCertificate>> nodeCertificates() {
    return nodes;
  }

  List<Entry<GraphCertificate>> graphCertificates() {
    return graphs;
  }

  List<Entry<GraphElement>> changelog() {
    return changelog;
  }

  /** Offsets of the updates that became dead letters, one per letter. */
  List<Long> deadLetterOffsets() {
    return letters;
  }

  @Override
  public void close() {
    consumer.close();
    admin.close();
  }
}
