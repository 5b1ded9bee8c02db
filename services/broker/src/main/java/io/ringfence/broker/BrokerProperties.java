package io.ringfence.broker;

import java.nio.file.Path;
import java.util.Properties;

/** Kafka's settings for one node that is broker and controller at once. */
final class BrokerProperties {

  static final int NODE_ID = 1;
  static final String CONTROLLER_LISTENER = "CONTROLLER";

  private BrokerProperties() {}

  static Properties of(BrokerOptions options, int port, int controllerPort, Path directory) {
    Properties properties = new Properties();
    properties.setProperty("process.roles", "broker,controller");
    properties.setProperty("node.id", String.valueOf(NODE_ID));
    properties.setProperty("controller.quorum.voters", NODE_ID + "@localhost:" + controllerPort);
    properties.setProperty("controller.listener.names", CONTROLLER_LISTENER);
    properties.setProperty(
        "listeners",
        "PLAINTEXT://localhost:%d,%s://localhost:%d"
            .formatted(port, CONTROLLER_LISTENER, controllerPort));
    properties.setProperty("advertised.listeners", "PLAINTEXT://localhost:" + port);
    properties.setProperty(
        "listener.security.protocol.map",
        "PLAINTEXT:PLAINTEXT," + CONTROLLER_LISTENER + ":PLAINTEXT");
    properties.setProperty("log.dirs", directory.toString());
    properties.setProperty("message.max.bytes", String.valueOf(options.maxMessageBytes()));
    properties.setProperty("auto.create.topics.enable", "false");
    oneReplica(properties);
    quickAndSmall(properties);
    return properties;
  }

  private static void oneReplica(Properties properties) {
    properties.setProperty("default.replication.factor", "1");
    properties.setProperty("offsets.topic.replication.factor", "1");
    properties.setProperty("transaction.state.log.replication.factor", "1");
    properties.setProperty("transaction.state.log.min.isr", "1");
    properties.setProperty("share.coordinator.state.topic.replication.factor", "1");
    properties.setProperty("share.coordinator.state.topic.min.isr", "1");
  }

  private static void quickAndSmall(Properties properties) {
    properties.setProperty("group.initial.rebalance.delay.ms", "0");
    properties.setProperty("group.min.session.timeout.ms", "1000");
    properties.setProperty("group.share.min.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.heartbeat.interval.ms", "500");
    properties.setProperty("group.share.assignment.interval.ms", "100");
    properties.setProperty("group.share.min.record.lock.duration.ms", "1000");
    properties.setProperty("offsets.topic.num.partitions", "4");
    properties.setProperty("transaction.state.log.num.partitions", "4");
    properties.setProperty("share.coordinator.state.topic.num.partitions", "4");
    properties.setProperty("log.cleaner.dedupe.buffer.size", String.valueOf(4 << 20));
    properties.setProperty("num.network.threads", "2");
    properties.setProperty("num.io.threads", "4");
    properties.setProperty("background.threads", "2");
  }
}
