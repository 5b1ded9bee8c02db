package io.ringfence.stream;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.rights.Right.Without;
import io.ringfence.rights.RightsCheck;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.config.ConfigResource;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Asks the broker about topics and makes them, with messages for people. Not thread-safe. */
public final class TopicAdmin implements AutoCloseable {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration VISIBLE_CHECK = Duration.ofMillis(50);
  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  private static final Logger LOG = LoggerFactory.getLogger(TopicAdmin.class);

  private final Admin admin;
  private final Map<String, Object> options;
  private final String servers;

  private TopicAdmin(Admin admin, Map<String, Object> options) {
    this.admin = admin;
    this.options = options;
    this.servers = String.valueOf(options.get("bootstrap.servers"));
  }

  /**
   * @throws StreamException if the options cannot be used
   */
  public static TopicAdmin open(ClientOptions options) {
    try {
      Map<String, Object> properties = options.adminProperties();
      return new TopicAdmin(Admin.create(properties), properties);
    } catch (KafkaException e) {
      throw new StreamException(
          "The Kafka options for the admin client are not usable (%s); correct kafka.* or kafka.admin.*."
              .formatted(Causes.line(e)),
          e);
    }
  }

  /**
   * Asks whether the rights are granted, and warns of those that can be done without.
   *
   * @throws StreamException naming all that are missing, or if no broker answers
   */
  public void require(List<Right> rights) {
    List<Right> missing;
    try {
      missing = RightsCheck.missing(admin, rights);
    } catch (KafkaException e) {
      throw unusable("Rights could not be asked for", e);
    }
    Refusal refusal = Refusal.of(options, rights);
    List<Right> needed =
        missing.stream().filter(right -> right.without() == Without.NOTHING_WORKS).toList();
    if (!needed.isEmpty()) {
      throw new StreamException(refusal.words(needed));
    }
    if (!missing.isEmpty()) {
      LOG.warn("{} The rest works without.", refusal.words(missing));
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
      throw refused("seen", topic, List.of(), e);
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
        Right creation = Right.topic(AclOperation.CREATE, topic.name(), "create it");
        throw refused("created", topic.name(), List.of(creation), e);
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

  private StreamException refused(
      String what, String topic, List<Right> rights, ExecutionException e) {
    Throwable cause = e.getCause() == null ? e : e.getCause();
    return unusable("Topic '%s' could not be %s".formatted(topic, what), rights, cause);
  }

  private StreamException unusable(String what, Throwable cause) {
    return unusable(what, List.of(), cause);
  }

  private StreamException unusable(String what, List<Right> rights, Throwable cause) {
    return Refusal.of(options, rights)
        .words(cause)
        .map(words -> new StreamException("%s: %s".formatted(what, words), cause))
        .orElseGet(
            () ->
                new StreamException(
                    "%s: no usable answer from the broker at %s (%s); check kafka.bootstrap.servers and kafka.security.protocol."
                        .formatted(what, servers, Causes.line(cause)),
                    cause));
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
