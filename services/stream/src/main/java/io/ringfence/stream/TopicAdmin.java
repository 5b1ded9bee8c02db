package io.ringfence.stream;

import java.time.Duration;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Asks the broker about topics and makes them, with messages for people. Not thread-safe. */
public final class TopicAdmin implements AutoCloseable {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration VISIBLE_CHECK = Duration.ofMillis(50);
  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  private final Admin admin;
  private final String servers;

  private TopicAdmin(Admin admin, String servers) {
    this.admin = admin;
    this.servers = servers;
  }

  /**
   * @throws StreamException if the options cannot be used
   */
  public static TopicAdmin open(ClientOptions options) {
    try {
      String servers = String.valueOf(options.adminProperties().get("bootstrap.servers"));
      return new TopicAdmin(Admin.create(options.adminProperties()), servers);
    } catch (KafkaException e) {
      throw new StreamException(
          "The Kafka options for the admin client are not usable (%s); correct kafka.* or kafka.admin.*."
              .formatted(Causes.line(e)),
          e);
    }
  }

  /**
   * The number of partitions; none if there is no such topic.
   *
   * @throws StreamException if the topic must not be seen, or no broker answers
   */
  public OptionalInt partitions(String topic) {
    try {
      return OptionalInt.of(
          await(admin.describeTopics(List.of(topic)).allTopicNames())
              .values()
              .iterator()
              .next()
              .partitions()
              .size());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return OptionalInt.empty();
      }
      throw refused("seen", topic, e);
    }
  }

  /**
   * Makes topics and waits until they can be used; one that another has made meanwhile is fine.
   *
   * @throws StreamException if a topic cannot be made
   */
  public void create(List<NewTopic> topics) {
    topics.forEach(this::create);
    topics.forEach(topic -> awaitVisible(topic.name()));
  }

  private void create(NewTopic topic) {
    try {
      await(admin.createTopics(List.of(topic)).all());
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw refused("created", topic.name(), e);
      }
    }
  }

  /** The controller makes a topic, the brokers hear of it a little later. */
  private void awaitVisible(String topic) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (partitions(topic).isEmpty()) {
      if (System.nanoTime() > deadline) {
        throw new StreamException(
            "Topic '%s' was created but no broker shows it after %d s; check the health of the cluster."
                .formatted(topic, VISIBLE_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(VISIBLE_CHECK.toNanos());
    }
  }

  /** The largest batch of records that a topic takes; none if the broker does not tell. */
  public OptionalInt maxMessageBytes(String topic) {
    ConfigResource resource = new ConfigResource(ConfigResource.Type.TOPIC, topic);
    try {
      String value =
          await(admin.describeConfigs(List.of(resource)).all())
              .values()
              .iterator()
              .next()
              .get(MAX_MESSAGE_BYTES)
              .value();
      return OptionalInt.of(Integer.parseInt(value));
    } catch (ExecutionException e) {
      return OptionalInt.empty();
    }
  }

  private StreamException refused(String what, String topic, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    if (cause instanceof AuthorizationException) {
      return new StreamException(
          "Topic '%s' cannot be %s with these credentials (%s); grant the right or check kafka.sasl.* and kafka.ssl.*."
              .formatted(topic, what, Causes.line(cause)),
          cause);
    }
    return new StreamException(
        "Topic '%s' could not be %s: no usable answer from the broker at %s (%s); check kafka.bootstrap.servers and kafka.security.protocol."
            .formatted(topic, what, servers, Causes.line(cause)),
        cause);
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamException("Interrupted while the topics were checked.", e);
    }
  }

  @Override
  public void close() {
    admin.close();
  }
}
