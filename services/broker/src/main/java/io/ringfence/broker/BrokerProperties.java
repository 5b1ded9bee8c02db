package io.ringfence.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Kafka's settings for nodes that are broker and controller at once. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  /**
   * One of the nodes of a cluster.
   *
   * @param id from 1
   * @param port for clients, on localhost
   * @param controllerPort for the other nodes, on localhost
   */
  record Node(int id, int port, int controllerPort) {
    private String voter() {
      return "%d@localhost:%d".formatted(id, controllerPort);
    }
  }

  static Properties of(BrokerOptions options, int port, int controllerPort, Path directory) {
    Node only = new Node(NODE_ID, port, controllerPort);
    return of(options, List.of(only), only, directory);
  }

  /** Of one of several nodes; everything has a replica on each, and most of them must have it. */
  static Properties of(BrokerOptions options, List<Node> all, Node node, Path directory) {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", String.valueOf(node.id()));
    properties.setProperty(
        "controller.quorum.voters", all.stream().map(Node::voter).collect(Collectors.joining(",")));
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty(
        "listeners",
        "PLAINTEXT://localhost:%d,%s://localhost:%d"
            .formatted(node.port(), CONTROLLER_LISTENER, node.controllerPort()));
    properties.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + node.port());
    properties.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.setProperty("log.dirs", directory.toString());
    properties.setProperty("message.max.bytes", String.valueOf(options.maxMessageBytes()));
    properties.setProperty("auto.create.topics.enable", "false");
    replicas(properties, all.size());
    quickAndSmall(properties);
    if (all.size() > 1) {
      // A node goes without a word, which is the harder case and does not wait for a quorum.
      properties.setProperty("controlled.shutdown.enable", "false");
    }
    return properties;
  }

  private static void replicas(Properties properties, int nodes) {
    String most = String.valueOf(nodes / 2 + 1);
    String every = String.valueOf(nodes);
    properties.setProperty("default.replication.factor", every);
    properties.setProperty("min.insync.replicas", most);
    properties.setProperty("offsets.topic.replication.factor", every);
    properties.setProperty("transaction.state.log.replication.factor", every);
    properties.setProperty("transaction.state.log.min.isr", most);
    properties.setProperty("share.coordinator.state.topic.replication.factor", every);
    properties.setProperty("share.coordinator.state.topic.min.isr", most);
  }

  private static void quickAndSmall(Properties properties) {
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("group.min.session.timeout.ms", "1000");
    properties.setProperty("group.share.min.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.assignment.interval.ms", "100");
    properties.setProperty("group.share.min.record.lock.duration.ms", "1000");
    // How long a transaction that follows at the heels of another waits for the latter's end.
    properties.setProperty("add.partitions.to.txn.retry.backoff.ms", "1");
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "4");
    properties.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
  }
}
