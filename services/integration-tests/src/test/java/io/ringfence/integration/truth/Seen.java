package io.ringfence.integration.truth;

import com.google.protobuf.Message;
import io.ringfence.integration.committed.CommittedTransaction;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.stream.Topics;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * One committed transaction, decoded.
 *
 * @param positions where the input stands after it
 * @param letters where the updates lie that became dead letters
 */
record Seen(
    Map<TopicPartition, Long> positions,
    List<Word> words,
    List<GraphCertificate> graphs,
    List<Element> elements,
    List<Place> letters) {

  /** A word on a node, or that it is gone. */
  record Word(String graphId, String nodeId, Optional<NodeCertificate> record) {}

  /** An element of the changelog, or that it is gone. */
  record Element(List<String> key, Optional<GraphElement> record) {

    String graphId() {
      return key.get(0);
    }
  }

  /** A record of the input. */
  record Place(int partition, long offset) {}

  static Seen of(CommittedTransaction transaction, Topics topics) throws MalformedRecordException {
    List<Word> words = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : transaction.of(topics.nodeCertificates())) {
      List<String> key = RecordKeys.split(text(record.key()));
      words.add(
          new Word(key.get(0), key.get(1), message(record, NodeCertificate.getDefaultInstance())));
    }
    List<GraphCertificate> graphs = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : transaction.of(topics.graphCertificates())) {
      graphs.add(message(record, GraphCertificate.getDefaultInstance()).orElseThrow());
    }
    List<Element> elements = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : transaction.of(topics.graphChangelog())) {
      elements.add(
          new Element(
              RecordKeys.split(text(record.key())),
              message(record, GraphElement.getDefaultInstance())));
    }
    List<Place> letters = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> record : transaction.of(topics.deadLetters())) {
      letters.add(
          new Place(
              Integer.parseInt(header(record, "ringfence-partition")),
              Long.parseLong(header(record, "ringfence-offset"))));
    }
    return new Seen(transaction.positions(), words, graphs, elements, letters);
  }

  @SuppressWarnings("NullAway") // a tombstone has no value
  private static <M extends Message> Optional<M> message(
      ConsumerRecord<byte[], byte[]> record, M prototype) throws MalformedRecordException {
    if (record.value() == null) {
      return Optional.empty();
    }
    return Optional.of(
        Encoding.ofContentType(header(record, Encoding.CONTENT_TYPE_HEADER))
            .orElseThrow()
            .decode(record.value(), prototype, UnknownFields.REJECT));
  }

  private static String header(ConsumerRecord<byte[], byte[]> record, String name) {
    return text(record.headers().lastHeader(name).value());
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.UTF_8);
  }
}
