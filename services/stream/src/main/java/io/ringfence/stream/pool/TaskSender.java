package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Puts parts on their topic. Thread-safe. */
final class TaskSender implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private final String topic;
  private final KafkaProducer<byte[], byte[]> producer;

  TaskSender(String topic, Map<String, Object> properties) {
    this.topic = topic;
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a part; returns before it has arrived.
   *
   * @param failed told, on any thread, if it does not arrive
   */
  void send(PartKey key, byte[] value, String traceparent, Consumer<Exception> failed) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, key.bytes(), value);
    record.headers().add(TraceContext.HEADER, traceparent.getBytes(UTF_8));
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  failed.accept(failure);
                }
              });
    } catch (InterruptException e) {
      Thread.currentThread().interrupt();
      failed.accept(e);
    } catch (KafkaException | IllegalStateException e) {
      failed.accept(e);
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
