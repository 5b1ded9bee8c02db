package io.ringfence.client;

import com.google.protobuf.Message;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;

/** From a record to what it says. Fields that this version does not know are passed over. */
final class WordDecoder {

  private static final String TRACE = "traceparent";
  private static final int LONGEST_TRACE = 256;

  private final WatchedTopics topics;

  WordDecoder(WatchedTopics topics) {
    this.topics = topics;
  }

  Word decode(ConsumerRecord<byte[], byte[]> message) {
    RecordPosition position =
        new RecordPosition(message.topic(), message.partition(), message.offset());
    Instant at = Instant.ofEpochMilli(message.timestamp());
    if (topics.others().contains(message.topic())) {
      return new Word.Other(position, at, new Bytes(message.key()), new Bytes(message.value()));
    }
    try {
      return known(message, position, at);
    } catch (MalformedRecordException | IllegalArgumentException e) {
      return new Word.Malformed(position, at, String.valueOf(e.getMessage()));
    }
  }

  private Word known(ConsumerRecord<byte[], byte[]> message, RecordPosition position, Instant at)
      throws MalformedRecordException {
    if (message.key() == null) {
      throw new IllegalArgumentException("It has no key, which must name its graph.");
    }
    String key = new String(message.key(), StandardCharsets.UTF_8);
    if (isOf(topics.nodeCertificates().orElse(""), message)) {
      return ofNode(message, key, position, at);
    }
    if (isOf(topics.graphCertificates().orElse(""), message)) {
      return message.value() == null
          ? new Word.GraphGone(position, at, key)
          : new Word.OfGraph(
              position, at, value(message, GraphCertificate.getDefaultInstance()), trace(message));
    }
    if (message.value() == null) {
      throw new IllegalArgumentException("It has no value, which an alert must have.");
    }
    return new Word.OfAlert(position, at, value(message, RobustnessAlert.getDefaultInstance()));
  }

  private static Word ofNode(
      ConsumerRecord<byte[], byte[]> message, String key, RecordPosition position, Instant at)
      throws MalformedRecordException {
    if (message.value() != null) {
      return new Word.OfNode(
          position, at, value(message, NodeCertificate.getDefaultInstance()), trace(message));
    }
    List<String> parts = RecordKeys.split(key);
    if (parts.size() != 2) {
      throw new IllegalArgumentException(
          "Its key '%s' has %d parts; it must be graph id / node id.".formatted(key, parts.size()));
    }
    return new Word.NodeGone(position, at, parts.get(0), parts.get(1));
  }

  private static Optional<String> trace(ConsumerRecord<byte[], byte[]> message) {
    return header(message, TRACE).filter(text -> text.length() <= LONGEST_TRACE);
  }

  private static boolean isOf(String topic, ConsumerRecord<byte[], byte[]> message) {
    return topic.equals(message.topic());
  }

  private static <M extends Message> M value(ConsumerRecord<byte[], byte[]> message, M prototype)
      throws MalformedRecordException {
    return encoding(message).decode(message.value(), prototype, UnknownFields.IGNORE);
  }

  private static Encoding encoding(ConsumerRecord<byte[], byte[]> message) {
    Optional<String> header = header(message, Encoding.CONTENT_TYPE_HEADER);
    if (header.isEmpty()) {
      return Encoding.guess(message.value());
    }
    String type = header.get();
    return Encoding.ofContentType(type)
        .orElseThrow(
            () ->
                new IllegalArgumentException(
                    "Its header %s is '%s'; it must be %s or %s."
                        .formatted(
                            Encoding.CONTENT_TYPE_HEADER,
                            type,
                            Encoding.JSON.contentType(),
                            Encoding.BINARY.contentType())));
  }

  private static Optional<String> header(ConsumerRecord<byte[], byte[]> message, String name) {
    Header header = message.headers().lastHeader(name);
    return header == null || header.value() == null
        ? Optional.empty()
        : Optional.of(new String(header.value(), StandardCharsets.UTF_8));
  }
}
