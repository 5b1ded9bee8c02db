package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/**
 * The last record per key of one partition of changelog and certificates, as far as they are read.
 * Records are decoded at the end, so that what later ones have replaced costs next to nothing.
 */
final class PartitionState {

  private final Topics topics;
  private final Map<String, LastWords> graphs = new HashMap<>();

  /** One graph's last records by key. */
  private record LastWords(
      Map<String, ConsumerRecord<byte[], byte[]>> elements,
      Map<String, ConsumerRecord<byte[], byte[]>> certificates) {

    LastWords() {
      this(new HashMap<>(), new HashMap<>());
    }
  }

  PartitionState(Topics topics) {
    this.topics = topics;
  }

  void take(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), UTF_8);
    try {
      LastWords graph = graphs.computeIfAbsent(GraphState.graphId(key), id -> new LastWords());
      Map<String, ConsumerRecord<byte[], byte[]>> words =
          record.topic().equals(topics.graphChangelog()) ? graph.elements() : graph.certificates();
      if (record.value() == null) {
        words.remove(key);
      } else {
        words.put(key, record);
      }
    } catch (IllegalArgumentException e) {
      throw unreadable(record, e);
    }
  }

  /** Number of graphs that were heard of. */
  int graphs() {
    return graphs.size();
  }

  /** All graphs by id. Cost: every last record is decoded. */
  Map<String, GraphState> decode() {
    Map<String, GraphState> decoded = new HashMap<>();
    graphs.forEach((graphId, words) -> decoded.put(graphId, decode(words)));
    return decoded;
  }

  private GraphState decode(LastWords words) {
    GraphState graph = new GraphState();
    words.elements().forEach((key, record) -> putElement(graph, key, record));
    // By all processors: JSON is most of what a restart takes.
    words.certificates().entrySet().parallelStream()
        .map(word -> Map.entry(word.getKey(), certificate(word.getValue())))
        .toList()
        .forEach(word -> graph.putCertificate(word.getKey(), word.getValue()));
    return graph;
  }

  private static void putElement(
      GraphState graph, String key, ConsumerRecord<byte[], byte[]> record) {
    try {
      graph.put(
          key,
          Encoding.BINARY.decode(
              record.value(), GraphElement.getDefaultInstance(), UnknownFields.IGNORE));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw unreadable(record, e);
    }
  }

  private static io.ringfence.engine.NodeCertificate certificate(
      ConsumerRecord<byte[], byte[]> record) {
    try {
      return NodeCertificateCodec.decode(
          encoding(record)
              .decode(record.value(), NodeCertificate.getDefaultInstance(), UnknownFields.IGNORE));
    } catch (MalformedRecordException | IllegalArgumentException e) {
      throw unreadable(record, e);
    }
  }

  private static Encoding encoding(ConsumerRecord<byte[], byte[]> record) {
    Header header = record.headers().lastHeader(Encoding.CONTENT_TYPE_HEADER);
    return header == null
        ? Encoding.guess(record.value())
        : Encoding.ofContentType(new String(header.value(), UTF_8))
            .orElseGet(() -> Encoding.guess(record.value()));
  }

  private static StreamException unreadable(
      ConsumerRecord<byte[], byte[]> record, Exception cause) {
    return new StreamException(
        "Topic '%s', partition %d, offset %d cannot be read back (%s); only the certifier may write there; 'ringfence reset' starts anew from the updates."
            .formatted(record.topic(), record.partition(), record.offset(), cause.getMessage()),
        cause);
  }
}
