package io.ringfence.cli.updates;

import io.ringfence.graph.GraphUpdate;
import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.schemas.Encoding;
import io.ringfence.stream.UpdateRecords;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Writes updates of one graph to a topic, in order and each once (idempotent producer). Not
 * thread-safe.
 */
public final class UpdateWriter implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofSeconds(10);

  private final Target target;
  private final Producer<byte[], byte[]> producer;
  private final AtomicReference<@Nullable Exception> failure = new AtomicReference<>();

  private UpdateWriter(Target target, Producer<byte[], byte[]> producer) {
    this.target = target;
    this.producer = producer;
  }

  /**
   * @throws IOException if no broker answers, it refuses us, or there is no such topic
   */
  public static UpdateWriter open(Target target) throws IOException {
    requireTopic(target);
    Map<String, Object> options = new HashMap<>(target.options());
    options.put(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
    options.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
    options.put(ProducerConfig.ACKS_CONFIG, "all");
    options.putIfAbsent(ProducerConfig.LINGER_MS_CONFIG, 5);
    options.putIfAbsent(ProducerConfig.CLIENT_ID_CONFIG, "ringfence-replay");
    try {
      return new UpdateWriter(
          target,
          new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer()));
    } catch (KafkaException e) {
      throw misconfigured(e);
    }
  }

  /**
   * Hands an update to the producer, waiting only while its memory is full.
   *
   * @throws IOException if an earlier update could not be written
   */
  public void write(GraphUpdate update) throws IOException {
    requireNoFailure();
    ProducerRecord<byte[], byte[]> message =
        UpdateRecords.of(target.topic(), target.graphId(), update, target.encoding());
    try {
      var unused =
          producer.send(
              message,
              (metadata, exception) -> {
                if (exception != null) {
                  failure.compareAndSet(null, exception);
                }
              });
    } catch (KafkaException e) {
      throw unwritten(e);
    }
  }

  /**
   * Waits until everything is written.
   *
   * @throws IOException if something could not be
   */
  public void flush() throws IOException {
    producer.flush();
    requireNoFailure();
  }

  @Override
  public void close() {
    producer.close(PATIENCE);
  }

  private void requireNoFailure() throws IOException {
    Exception first = failure.get();
    if (first != null) {
      throw unwritten(first);
    }
  }

  private IOException unwritten(Exception cause) {
    Optional<String> refused = refusal(target).words(cause);
    if (refused.isPresent()) {
      return new IOException(
          "Topic '%s' took not all updates: %s".formatted(target.topic(), refused.get()), cause);
    }
    return new IOException(
        "Topic '%s' took not all updates: %s Correct the cause and replay under a new graph id."
            .formatted(target.topic(), sentence(cause)),
        cause);
  }

  private static void requireTopic(Target target) throws IOException {
    Map<String, Object> options = new HashMap<>(target.options());
    options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
    options.put(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis());
    options.put(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG, (int) PATIENCE.toMillis() / 2);
    try (Admin admin = Admin.create(options)) {
      var unused =
          admin
              .describeTopics(List.of(target.topic()))
              .allTopicNames()
              .get(PATIENCE.toMillis() + 1_000, TimeUnit.MILLISECONDS);
    } catch (ExecutionException e) {
      throw refused(target, e.getCause() == null ? e : e.getCause());
    } catch (TimeoutException e) {
      throw silent(target, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("Interrupted while asking the broker for its topics.", e);
    } catch (KafkaException e) {
      throw misconfigured(e);
    }
  }

  private static IOException refused(Target target, Throwable cause) {
    if (cause instanceof UnknownTopicOrPartitionException) {
      return new IOException(
          "Topic '%s' does not exist at %s; start `ringfence serve`, which creates it, or name another with --topic."
              .formatted(target.topic(), target.bootstrapServers()),
          cause);
    }
    if (cause instanceof org.apache.kafka.common.errors.TimeoutException) {
      return silent(target, cause);
    }
    return new IOException(
        "The broker at %s refuses: %s"
            .formatted(
                target.bootstrapServers(),
                refusal(target)
                    .words(cause)
                    .orElseGet(() -> sentence(cause) + " Check the --kafka options.")),
        cause);
  }

  private static Refusal refusal(Target target) {
    Map<String, Object> options = new HashMap<>(target.options());
    options.put(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, target.bootstrapServers());
    return Refusal.of(
        options, List.of(Right.topic(AclOperation.WRITE, target.topic(), "write updates")));
  }

  private static IOException silent(Target target, Throwable cause) {
    return new IOException(
        "No broker answers at %s within %d s; check --bootstrap, that it runs, and the --kafka options for TLS and SASL."
            .formatted(target.bootstrapServers(), PATIENCE.toSeconds()),
        cause);
  }

  private static IOException misconfigured(KafkaException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return new IOException(
        "Kafka's client cannot start: %s Check --bootstrap and the --kafka options."
            .formatted(sentence(cause)),
        e);
  }

  private static String sentence(Throwable cause) {
    String message = String.valueOf(cause.getMessage());
    return message.endsWith(".") ? message : message + ".";
  }

  /**
   * Where updates go.
   *
   * @param graphId key of every record
   * @param options of Kafka's clients, passed through
   */
  public record Target(
      String bootstrapServers,
      String topic,
      String graphId,
      Encoding encoding,
      Map<String, String> options) {
    public Target {
      options = Map.copyOf(options);
    }
  }
}
