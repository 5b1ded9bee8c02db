package io.ringfence.broker;

import io.ringfence.broker.BrokerProperties.Node;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/**
 * Several real Kafka nodes in this JVM, for tests in which replication matters: every topic has a
 * replica on each node unless it says otherwise, and a write needs most of them. Nodes stop and
 * come back with their data. Thread-safe.
 */
public final class EmbeddedCluster implements AutoCloseable {

  private final List<Node> nodes;
  private final List<StorageFolder> folders = new ArrayList<>();
  private final Map<Integer, KafkaRaftServer> running = new HashMap<>();

  private EmbeddedCluster(int count) {
    List<Node> made = new ArrayList<>();
    Uuid cluster = Uuid.randomUuid();
    for (int id = 1; id <= count; id++) {
      made.add(new Node(id, Ports.claim(0), Ports.claim(0)));
      StorageFolder folder = StorageFolder.of(BrokerOptions.temporary());
      folders.add(folder);
      folder.formatOnce(cluster, id);
    }
    nodes = List.copyOf(made);
  }

  /**
   * Starts all nodes and waits until they take requests.
   *
   * @param nodes number of nodes, at least 1; their numbers begin at 1
   * @throws BrokerStartException if one does not start
   */
  public static EmbeddedCluster start(int nodes) {
    EmbeddedCluster cluster = new EmbeddedCluster(nodes);
    try {
      cluster.startAll();
      return cluster;
    } catch (RuntimeException e) {
      cluster.close();
      throw e;
    }
  }

  /** Together: each waits for most of the others. */
  private synchronized void startAll() {
    nodes.forEach(node -> running.put(node.id(), server(node)));
    ExecutorService starters = Executors.newFixedThreadPool(nodes.size());
    try {
      CompletableFuture.allOf(
              running.values().stream()
                  .map(server -> CompletableFuture.runAsync(server::startup, starters))
                  .toArray(CompletableFuture[]::new))
          .join();
    } catch (CompletionException e) {
      throw new BrokerStartException(
          "A cluster of %d nodes did not start (%s); see the broker's log."
              .formatted(nodes.size(), e.getMessage()),
          e);
    } finally {
      starters.shutdown();
    }
  }

  private KafkaRaftServer server(Node node) {
    StorageFolder folder = folders.get(node.id() - 1);
    return new KafkaRaftServer(
        KafkaConfig.fromProps(
            BrokerProperties.of(BrokerOptions.temporary(), nodes, node, folder.path()),
            /* doLog= */ false),
        Time.SYSTEM);
  }

  /** For {@code bootstrap.servers}. */
  public String bootstrapServers() {
    return nodes.stream().map(node -> "localhost:" + node.port()).collect(Collectors.joining(","));
  }

  /** Stops a node; nothing happens if it is stopped. */
  public synchronized void stopNode(int id) {
    KafkaRaftServer server = running.remove(id);
    if (server != null) {
      server.shutdown();
      server.awaitShutdown();
    }
  }

  /** Starts a node that was stopped, with the data that it had. Most of the others must run. */
  public synchronized void startNode(int id) {
    if (!running.containsKey(id)) {
      KafkaRaftServer server = server(nodes.get(id - 1));
      running.put(id, server);
      server.startup();
    }
  }

  /** Stops all nodes and deletes their data. */
  @Override
  public synchronized void close() {
    List.copyOf(running.values()).forEach(KafkaRaftServer::shutdown);
    running.values().forEach(KafkaRaftServer::awaitShutdown);
    running.clear();
    folders.forEach(StorageFolder::deleteIfTemporary);
  }
}
