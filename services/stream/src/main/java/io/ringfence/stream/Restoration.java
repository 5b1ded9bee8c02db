package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.engine.NodeCertificate;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphElement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * Reads graphs and certificates of some partitions back from the compacted topics, step by step.
 *
 * <p>The end is taken without regard to open transactions and read up to with regard to them: a
 * transaction of an earlier owner that is not decided yet is waited for. Begin only after the
 * committed input position is known, since that is what fences the earlier owner.
 */
final class Restoration implements AutoCloseable {

  private final Topics topics;
  private final KafkaConsumer<byte[], byte[]> reader;
  private final Map<TopicPartition, Long> ends;
  private final Map<Integer, Map<String, GraphState>> graphs = new HashMap<>();

  private Restoration(
      Topics topics, KafkaConsumer<byte[], byte[]> reader, Map<TopicPartition, Long> ends) {
    this.topics = topics;
    this.reader = reader;
    this.ends = new HashMap<>(ends);
  }

  /**
   * @param partitions numbers of the partitions to read
   */
  static Restoration begin(ClientOptions clients, Topics topics, Collection<Integer> partitions) {
    List<TopicPartition> sources = new ArrayList<>();
    for (int partition : partitions) {
      sources.add(new TopicPartition(topics.graphChangelog(), partition));
      sources.add(new TopicPartition(topics.nodeCertificates(), partition));
    }
    Map<TopicPartition, Long> ends = ends(clients, sources);
    KafkaConsumer<byte[], byte[]> reader =
        new KafkaConsumer<>(
            clients.readerProperties(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
    reader.assign(sources);
    reader.seekToBeginning(sources);
    return new Restoration(topics, reader, ends);
  }

  private static Map<TopicPartition, Long> ends(
      ClientOptions clients, List<TopicPartition> sources) {
    Map<String, Object> properties = clients.readerProperties();
    properties.put("isolation.level", "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> asker =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return asker.endOffsets(sources);
    }
  }

  /** Reads a little; returns whether all is read. */
  boolean step(Duration patience) {
    if (isDone()) {
      return true;
    }
    for (ConsumerRecord<byte[], byte[]> record : reader.poll(patience)) {
      take(record);
    }
    return isDone();
  }

  private boolean isDone() {
    ends.entrySet().removeIf(end -> reader.position(end.getKey()) >= end.getValue());
    return ends.isEmpty();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    try {
      GraphState graph =
          graphs
              .computeIfAbsent(record.partition(), p -> new HashMap<>())
              .computeIfAbsent(GraphState.graphId(key), id -> new GraphState());
      if (record.topic().equals(topics.graphChangelog())) {
        takeElement(graph, key, record);
      } else {
        takeCertificate(graph, key, record);
      }
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw new StreamException(
          "Topic '%s', partition %d, offset %d cannot be read back (%s); only the certifier may write there; delete the topics %s and %s and the group's offsets to start anew."
              .formatted(
                  record.topic(),
                  record.partition(),
                  record.offset(),
                  e.getMessage(),
                  topics.graphChangelog(),
                  topics.nodeCertificates()),
          e);
    }
  }

  private static void takeElement(
      GraphState graph, String key, ConsumerRecord<byte[], byte[]> record)
      throws MalformedRecordException {
    if (record.value() == null) {
      graph.remove(key);
    } else {
      graph.put(
          key,
          Encoding.BINARY.decode(
              record.value(), GraphElement.getDefaultInstance(), UnknownFields.IGNORE));
    }
  }

  private static void takeCertificate(
      GraphState graph, String key, ConsumerRecord<byte[], byte[]> record)
      throws MalformedRecordException {
    if (record.value() == null) {
      graph.removeCertificate(key);
      return;
    }
    NodeCertificate certificate =
        NodeCertificateCodec.decode(
            encoding(record)
                .decode(
                    record.value(),
                    io.ringfence.schemas.v1.NodeCertificate.getDefaultInstance(),
                    UnknownFields.IGNORE));
    graph.putCertificate(key, certificate);
  }

  private static Encoding encoding(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(Encoding.CONTENT_TYPE_HEADER);
    return header == null
        ? Encoding.guess(record.value())
        : Encoding.ofContentType(new String(header.value(), UTF_8))
            .orElseGet(() -> Encoding.guess(record.value()));
  }

  /** Graphs of a partition by id, once all is read. */
  Map<String, GraphState> graphs(int partition) {
    return graphs.getOrDefault(partition, Map.of());
  }

  @Override
  public void close() {
    reader.close();
  }
}
