package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Puts parts on their topic. Thread-safe. */
final class TaskSender implements AutoCloseable {

  private static final Duration CLOSE_WITHIN = Duration.ofSeconds(2);

  private static final Logger LOG = LoggerFactory.getLogger(TaskSender.class);

  private final PoolTopics topics;
  private final KafkaProducer<byte[], byte[]> producer;
  private final Refusal refusal;
  private final Set<String> refused = ConcurrentHashMap.newKeySet();

  TaskSender(PoolTopics topics, Map<String, Object> properties) {
    this.topics = topics;
    this.refusal = Refusal.of(properties, List.of());
    this.producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer());
  }

  /**
   * Sends a part; returns before it has arrived.
   *
   * @param failed told, on any thread, if it does not arrive
   */
  void send(PartKey key, byte[] value, String traceparent, Consumer<Exception> failed) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topics.tasks(), key.bytes(), value);
    record.headers().add(TraceContext.HEADER, traceparent.getBytes(UTF_8));
    send(record, failed);
  }

  /** Calls a job back; if that fails its parts are worked until their deadline. */
  void withdraw(String taskId) {
    send(
        Withdrawals.record(topics, taskId),
        failure -> LOG.debug("Job {} is not called back: {}", taskId, failure.toString()));
  }

  private void send(ProducerRecord<byte[], byte[]> record, Consumer<Exception> failed) {
    try {
      var unused =
          producer.send(
              record,
              (metadata, failure) -> {
                if (failure != null) {
                  warnIfRefused(record.topic(), failure);
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

  /** Once per topic: tasks are smoothed here meanwhile, which nobody would notice. */
  private void warnIfRefused(String topic, Exception failure) {
    if (failure instanceof AuthorizationException && refused.add(topic)) {
      Right writing = Right.topic(AclOperation.WRITE, topic, "ask smoothers");
      LOG.warn("{}", refusal.words(List.of(writing)));
    }
  }

  @Override
  public void close() {
    producer.close(CLOSE_WITHIN);
  }
}
