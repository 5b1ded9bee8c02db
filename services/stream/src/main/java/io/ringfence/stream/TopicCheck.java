package io.ringfence.stream;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
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
import org.jspecify.annotations.Nullable;

/** Looks at the topics before anything else happens, and makes them where that is allowed. */
public final class TopicCheck {

  private static final int CAUTIOUS_DEAD_LETTER_BYTES = 1_048_588;
  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration VISIBLE_CHECK = Duration.ofMillis(50);
  private static final String MAX_MESSAGE_BYTES = "max.message.bytes";

  private final Admin admin;
  private final TopicDeclarations declarations;
  private final boolean create;
  private final String servers;

  private TopicCheck(Admin admin, TopicDeclarations declarations, boolean create, String servers) {
    this.servers = servers;
    this.admin = admin;
    this.declarations = declarations;
    this.create = create;
  }

  /**
   * Asks the broker.
   *
   * @param create whether missing topics may be created as declared
   * @throws StreamException if there is no broker, a topic is missing or must not be seen, or the
   *     topics that are written side by side differ in partitions
   */
  public static TopicFacts run(
      ClientOptions options, TopicDeclarations declarations, boolean create) {
    try (Admin admin = Admin.create(options.adminProperties())) {
      String servers = String.valueOf(options.adminProperties().get("bootstrap.servers"));
      return new TopicCheck(admin, declarations, create, servers).facts();
    } catch (KafkaException e) {
      throw new StreamException(
          "The Kafka options for the admin client are not usable (%s); correct kafka.* or kafka.admin.*."
              .formatted(Causes.line(e)),
          e);
    }
  }

  private TopicFacts facts() {
    Map<String, Integer> partitions = new TreeMap<>();
    List<NewTopic> missing = new ArrayList<>();
    for (NewTopic topic : declarations.all()) {
      Integer count = partitions(topic.name());
      if (count == null) {
        missing.add(topic);
      } else {
        partitions.put(topic.name(), count);
      }
    }
    if (!missing.isEmpty()) {
      createAll(missing, partitions);
    }
    requireEqual(partitions);
    int count =
        partitions.getOrDefault(declarations.topics().graphUpdates(), declarations.partitions());
    return new TopicFacts(count, declaredDeadLetterBytes(missing).orElseGet(this::deadLetterBytes));
  }

  /** The limit of a topic that was just made: the broker may not know its own answer yet. */
  private Optional<Integer> declaredDeadLetterBytes(List<NewTopic> made) {
    return made.stream()
        .filter(topic -> topic.name().equals(declarations.topics().deadLetters()))
        .map(topic -> topic.configs().get(MAX_MESSAGE_BYTES))
        .filter(Objects::nonNull)
        .map(Integer::valueOf)
        .findFirst();
  }

  private @Nullable Integer partitions(String topic) {
    try {
      return await(admin.describeTopics(List.of(topic)).allTopicNames())
          .values()
          .iterator()
          .next()
          .partitions()
          .size();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof UnknownTopicOrPartitionException) {
        return null;
      }
      throw refused("seen", topic, e);
    }
  }

  private void createAll(List<NewTopic> missing, Map<String, Integer> partitions) {
    List<String> names = missing.stream().map(NewTopic::name).toList();
    if (!create) {
      throw new StreamException(
          "Topics %s do not exist; create them (deploy/ has the declarations) or allow it with topics.create: true."
              .formatted(names));
    }
    // A topic that is there already decides the number of partitions of those that are not.
    int count =
        partitions.getOrDefault(declarations.topics().graphUpdates(), declarations.partitions());
    TopicDeclarations fitting =
        new TopicDeclarations(
            declarations.topics(), count, declarations.replication(), declarations.recordBytes());
    for (NewTopic topic : fitting.all()) {
      if (names.contains(topic.name())) {
        create(topic);
        partitions.put(topic.name(), count);
      }
    }
    names.forEach(this::awaitVisible);
  }

  /** The controller makes a topic, the brokers hear of it a little later. */
  private void awaitVisible(String topic) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (partitions(topic) == null) {
      if (System.nanoTime() > deadline) {
        throw new StreamException(
            "Topic '%s' was created but no broker shows it after %d s; check the health of the cluster."
                .formatted(topic, VISIBLE_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(VISIBLE_CHECK.toNanos());
    }
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

  private void requireEqual(Map<String, Integer> partitions) {
    Topics topics = declarations.topics();
    int input = partitions.getOrDefault(topics.graphUpdates(), 0);
    for (String beside :
        List.of(topics.graphChangelog(), topics.nodeCertificates(), topics.graphCertificates())) {
      int count = partitions.getOrDefault(beside, 0);
      if (count != input) {
        throw new StreamException(
            "Topic '%s' has %d partitions and '%s' has %d; a graph's records lie in partitions of the same number, so both must have as many; create '%s' anew with %d partitions."
                .formatted(beside, count, topics.graphUpdates(), input, beside, input));
      }
    }
  }

  private int deadLetterBytes() {
    ConfigResource topic =
        new ConfigResource(ConfigResource.Type.TOPIC, declarations.topics().deadLetters());
    try {
      String value =
          await(admin.describeConfigs(List.of(topic)).all())
              .values()
              .iterator()
              .next()
              .get(MAX_MESSAGE_BYTES)
              .value();
      return Integer.parseInt(value);
    } catch (ExecutionException e) {
      return CAUTIOUS_DEAD_LETTER_BYTES;
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
}
