package io.ringfence.stream;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.FencedInstanceIdException;
import org.apache.kafka.common.errors.ProducerFencedException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/** The transactional producer. Used by the loop's thread alone. */
final class Publisher implements AutoCloseable {

  private static final Duration CLOSE_AT_ONCE = Duration.ZERO;
  private static final Duration CLOSE_CALMLY = Duration.ofSeconds(10);

  private final Map<String, Object> properties;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  Publisher(Map<String, Object> properties) {
    this.properties = Map.copyOf(properties);
  }

  /**
   * Connects, and ends what an earlier life of this instance had begun: from here on that one is
   * fenced.
   */
  void open() {
    KafkaProducer<byte[], byte[]> opened =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
    producer = opened;
    opened.initTransactions();
  }

  /**
   * Writes all or nothing. Offsets are part of every transaction, so that an instance that has lost
   * its partitions without knowing cannot commit.
   *
   * @throws KafkaException if not all is certain to be committed; {@link #abort} must follow
   */
  void commit(Outbox outbox, ConsumerGroupMetadata group) {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      throw new IllegalStateException("The publisher is not open.");
    }
    open.beginTransaction();
    for (ProducerRecord<byte[], byte[]> record : outbox.records()) {
      // What became of it the commit tells.
      var unused = open.send(record);
    }
    open.sendOffsetsToTransaction(outbox.offsets(), group);
    open.commitTransaction();
  }

  /**
   * Takes back what a failed commit left, if need be by starting over.
   *
   * @throws ProducerFencedException if another instance has taken this one's place
   */
  void abort() {
    KafkaProducer<byte[], byte[]> open = producer;
    if (open == null) {
      open();
      return;
    }
    try {
      open.abortTransaction();
    } catch (ProducerFencedException | FencedInstanceIdException e) {
      throw e;
    } catch (KafkaException | IllegalStateException e) {
      open.close(CLOSE_AT_ONCE);
      producer = null;
      open();
    }
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE_CALMLY);
      producer = null;
    }
  }
}
