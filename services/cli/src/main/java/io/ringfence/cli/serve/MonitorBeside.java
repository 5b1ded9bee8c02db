package io.ringfence.cli.serve;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.hosting.configuration.KafkaOptions;
import io.ringfence.monitor.Monitor;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import java.io.IOException;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The monitor in the certifier's process, if one is wanted. */
final class MonitorBeside implements AutoCloseable {

  private static final String MANAGEMENT = "RINGFENCE_MANAGEMENT_";

  private final Optional<Monitor> monitor;

  private MonitorBeside(Optional<Monitor> monitor) {
    this.monitor = monitor;
  }

  static MonitorBeside start(Optional<MonitorConfiguration> configuration) throws IOException {
    return new MonitorBeside(
        configuration.isEmpty()
            ? Optional.empty()
            : Optional.of(Monitor.start(configuration.get())));
  }

  /** Everything by default, on the Kafka and the topics of a certifier. */
  static MonitorConfiguration configuration(
      CertifierConfiguration certifier, Map<String, String> environment) {
    ObjectNode tree = new ObjectMapper().createObjectNode();
    ObjectNode kafka = tree.putObject("kafka");
    KafkaOptions options = certifier.kafka();
    options.common().forEach(kafka::put);
    put(kafka, "consumer", options.consumerOwn());
    put(kafka, "producer", options.producerOwn());
    put(kafka, "admin", options.adminOwn());
    tree.putObject("topics")
        .put("node-certificates", certifier.topics().nodeCertificates())
        .put("graph-certificates", certifier.topics().graphCertificates())
        .put("graph-changelog", certifier.topics().graphChangelog())
        .put("create", certifier.topics().create())
        .put("replication", certifier.topics().replication());
    tree.putObject("management").put("port", 0);
    return new ConfigurationLoader().parse("The monitor", tree.toString(), own(environment));
  }

  private static void put(ObjectNode kafka, String client, Map<String, String> options) {
    if (!options.isEmpty()) {
      options.forEach(kafka.putObject(client)::put);
    }
  }

  /** Without the variables that mean the certifier's management port. */
  static Map<String, String> own(Map<String, String> environment) {
    Map<String, String> own = new TreeMap<>(environment);
    own.keySet().removeIf(name -> name.startsWith(MANAGEMENT));
    return own;
  }

  /** Where people find it. */
  Optional<String> address() {
    return monitor.map(Monitor::address);
  }

  @Override
  public void close() {
    monitor.ifPresent(Monitor::close);
  }
}
