package io.ringfence.broker;

import java.nio.file.Path;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;

/** Kafka's settings for nodes that are broker and controller at once. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";
  private static final String SECURED = "SASL_SSL";
  private static final String MECHANISM = "SCRAM-SHA-512";

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
    Properties properties = of(options, List.of(only), only, directory);
    options.security().ifPresent(security -> secure(properties, security, only));
    return properties;
  }

  /**
   * One listener, encrypted, for clients and for what the broker says to itself. The controller's
   * port has none of it: whoever may run programs on this machine may use it.
   */
  private static void secure(Properties properties, BrokerSecurity security, Node node) {
    properties.setProperty(
        "listeners",
        "%s://localhost:%d,%s://localhost:%d"
            .formatted(SECURED, node.port(), CONTROLLER_LISTENER, node.controllerPort()));
    properties.setProperty(
        "advertised.listeners", "%s://localhost:%d".formatted(SECURED, node.port()));
    properties.setProperty(
        "listener.security.protocol.map",
        "%s:%s,%s:PLAINTEXT".formatted(SECURED, SECURED, CONTROLLER_LISTENER));
    properties.setProperty("inter.broker.listener.name", SECURED);
    properties.setProperty("sasl.enabled.mechanisms", MECHANISM);
    properties.setProperty("sasl.mechanism.inter.broker.protocol", MECHANISM);
    properties.setProperty(
        "listener.name.sasl_ssl.scram-sha-512.sasl.jaas.config",
        "org.apache.kafka.common.security.scram.ScramLoginModule required username=\"%s\" password=\"%s\";"
            .formatted(security.superUser(), security.passwords().get(security.superUser())));
    properties.setProperty("ssl.keystore.type", "PEM");
    properties.setProperty("ssl.keystore.location", security.keystore().toString());
    properties.setProperty("ssl.truststore.type", "PEM");
    properties.setProperty("ssl.truststore.location", security.truststore().toString());
    properties.setProperty(
        "authorizer.class.name", "org.apache.kafka.metadata.authorizer.StandardAuthorizer");
    properties.setProperty("super.users", "User:%s;User:ANONYMOUS".formatted(security.superUser()));
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
