package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;

/**
 * Updates that could not be taken: the original key, value and headers, and further headers with
 * the reason and where the original lies.
 */
final class DeadLetters {

  /** Names of the headers that are added. */
  static final String REASON = "ringfence-reason";

  static final String MESSAGE = "ringfence-message";
  static final String TOPIC = "ringfence-topic";
  static final String PARTITION = "ringfence-partition";
  static final String OFFSET = "ringfence-offset";
  static final String TIMESTAMP = "ringfence-timestamp";
  static final String VALUE_OMITTED = "ringfence-value-omitted";

  private static final int FRAMING = 1_024;

  private final String topic;
  private final int largestBatch;

  /**
   * @param largestBatch bytes that the topic takes; a larger letter goes without its value
   */
  DeadLetters(String topic, int largestBatch) {
    this.topic = topic;
    this.largestBatch = largestBatch;
  }

  ProducerRecord<byte[], byte[]> of(
      ConsumerRecord<byte[], byte[]> record, DeadLetterReason reason, String message) {
    boolean fits = size(record) + message.length() * 3L + FRAMING <= largestBatch;
    ProducerRecord<byte[], byte[]> letter =
        new ProducerRecord<>(topic, null, record.key(), fits ? record.value() : null);
    Headers headers = letter.headers();
    record.headers().forEach(headers::add);
    add(headers, REASON, reason.name());
    add(headers, MESSAGE, message);
    add(headers, TOPIC, record.topic());
    add(headers, PARTITION, String.valueOf(record.partition()));
    add(headers, OFFSET, String.valueOf(record.offset()));
    add(headers, TIMESTAMP, String.valueOf(record.timestamp()));
    if (!fits) {
      add(headers, VALUE_OMITTED, record.serializedValueSize() + " bytes, too many for this topic");
    }
    return letter;
  }

  private static long size(ConsumerRecord<byte[], byte[]> record) {
    long size =
        (long) Math.max(0, record.serializedKeySize()) + Math.max(0, record.serializedValueSize());
    for (Header header : record.headers()) {
      size += header.key().length() * 3L + (header.value() == null ? 0 : header.value().length);
    }
    return size;
  }

  private static void add(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(UTF_8));
  }
}
