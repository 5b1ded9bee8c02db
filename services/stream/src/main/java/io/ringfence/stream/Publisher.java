package io.ringfence.stream;

import io.ringfence.stream.TransactionObserver.Step;
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
  private final TransactionObserver observer;
  private @Nullable KafkaProducer<byte[], byte[]> producer;

  Publisher(Map<String, Object> properties, TransactionObserver observer) {
    this.properties = Map.copyOf(properties);
    this.observer = observer;
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
    observer.at(Step.BEFORE_BEGIN);
    open.beginTransaction();
    observer.at(Step.AFTER_BEGIN);
    for (ProducerRecord<byte[], byte[]> record : outbox.records()) {
      // What became of it the commit tells.
      var unused = open.send(record);
    }
    observer.at(Step.AFTER_SENDS);
    open.sendOffsetsToTransaction(outbox.offsets(), group);
    observer.at(Step.AFTER_OFFSETS);
    open.commitTransaction();
    observer.at(Step.AFTER_COMMIT);
  }

  /**
   * Takes back what a failed commit left, if need be by starting over.
   *
   * @throws ProducerFencedException if the producer is outdated; {@link #startOver} or an end must
   *     follow
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
      startOver();
    }
  }

  /** Opens a producer in the place of the present one, whose transaction, if any, is void. */
  void startOver() {
    KafkaProducer<byte[], byte[]> open = producer;
    producer = null;
    if (open != null) {
      open.close(CLOSE_AT_ONCE);
    }
    open();
  }

  @Override
  public void close() {
    if (producer != null) {
      producer.close(CLOSE_CALMLY);
      producer = null;
    }
  }
}
