package io.ringfence.broker;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.locks.LockSupport;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.utils.Time;

/**
 * A real Kafka broker (KRaft, one node, transactions) that lives in this JVM and listens on
 * localhost. For trials, the demo and tests, not for production.
 *
 * <p>Thread-safe. Takes some 5 s to start the first time in a JVM, well below 1 s afterwards.
 */
public final class EmbeddedBroker implements AutoCloseable {

  private static final Duration VISIBLE_WITHIN = Duration.ofSeconds(30);
  private static final Duration VISIBLE_CHECK = Duration.ofMillis(20);

  private final KafkaRaftServer server;
  private final StorageFolder folder;
  private final int port;
  private boolean closed;

  private EmbeddedBroker(KafkaRaftServer server, StorageFolder folder, int port) {
    this.server = server;
    this.folder = folder;
    this.port = port;
  }

  /**
   * Starts a broker and waits until it takes requests.
   *
   * @throws BrokerStartException if the port is taken or the folder cannot be used
   */
  public static EmbeddedBroker start(BrokerOptions options) {
    int port = Ports.claim(options.port());
    StorageFolder folder = StorageFolder.of(options);
    try {
      options.security().ifPresentOrElse(folder::formatOnce, folder::formatOnce);
      KafkaRaftServer server = server(options, port, folder.path());
      server.startup();
      return new EmbeddedBroker(server, folder, port);
    } catch (BrokerStartException e) {
      folder.deleteIfTemporary();
      throw e;
    } catch (RuntimeException e) {
      folder.deleteIfTemporary();
      throw new BrokerStartException(
          "The embedded broker did not start on port %d with the data in %s (%s); if another broker uses the folder, stop it, else try an empty one."
              .formatted(port, folder.path(), e.getMessage()),
          e);
    }
  }

  private static KafkaRaftServer server(BrokerOptions options, int port, Path directory) {
    KafkaConfig config =
        KafkaConfig.fromProps(
            BrokerProperties.of(options, port, Ports.claim(0), directory), /* doLog= */ false);
    return new KafkaRaftServer(config, Time.SYSTEM);
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return "localhost:" + port;
  }

  /** Port for clients. */
  public int port() {
    return port;
  }

  /** Where the logs are. */
  public Path dataDirectory() {
    return folder.path();
  }

  /** Creates topics; those that exist already stay as they are. Waits until they can be used. */
  public void createTopics(Collection<NewTopic> topics) {
    createTopics(topics, Map.of());
  }

  /**
   * The same with further options of the admin client, where the broker does not let everybody do
   * everything.
   */
  public void createTopics(Collection<NewTopic> topics, Map<String, ?> options) {
    Map<String, Object> all = new HashMap<>(options);
    all.put("bootstrap.servers", bootstrapServers());
    try (Admin admin = Admin.create(all)) {
      for (NewTopic topic : topics) {
        create(admin, topic);
      }
      for (NewTopic topic : topics) {
        awaitVisible(admin, topic.name());
      }
    }
  }

  /** The controller makes a topic, the broker hears of it a little later. */
  private static void awaitVisible(Admin admin, String topic) {
    long deadline = System.nanoTime() + VISIBLE_WITHIN.toNanos();
    while (!isVisible(admin, topic)) {
      if (System.nanoTime() > deadline) {
        throw new IllegalStateException(
            "Topic '%s' was created but is not visible after %d s; see the broker's log."
                .formatted(topic, VISIBLE_WITHIN.toSeconds()));
      }
      LockSupport.parkNanos(VISIBLE_CHECK.toNanos());
    }
  }

  private static boolean isVisible(Admin admin, String topic) {
    try {
      return !admin.describeTopics(List.of(topic)).allTopicNames().get().isEmpty();
    } catch (ExecutionException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while topic '%s' became visible.".formatted(topic), e);
    }
  }

  private static void create(Admin admin, NewTopic topic) {
    try {
      admin.createTopics(List.of(topic)).all().get();
    } catch (ExecutionException e) {
      if (!(e.getCause() instanceof TopicExistsException)) {
        throw new IllegalArgumentException(
            "Topic '%s' cannot be created: %s"
                .formatted(topic.name(), String.valueOf(e.getCause())),
            e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(
          "Interrupted while topic '%s' was created.".formatted(topic.name()), e);
    }
  }

  /** Stops the broker and waits for it; a second call does nothing. */
  @Override
  public synchronized void close() {
    if (closed) {
      return;
    }
    closed = true;
    server.shutdown();
    server.awaitShutdown();
    folder.deleteIfTemporary();
  }
}
