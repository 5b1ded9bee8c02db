package io.ringfence.integration.registry;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.google.protobuf.util.JsonFormat;
import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.Certifier;
import io.ringfence.monitor.Monitor;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.registry.RegistryAccess;
import io.ringfence.schemas.registry.SchemaRegistry;
import io.ringfence.schemas.registry.SchemaRegistryException;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.WeightMatrix;
import io.ringfence.stream.CertifierListener;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.opentest4j.TestAbortedException;

/**
 * Certifier, monitor and client beside Apicurio's registry. In order, since the last test stops the
 * registry.
 */
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
@SuppressWarnings("NullAway.Init")
class RegistryIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final Map<String, String> NO_REGISTRY = Map.of();
  private static final List<String> FRAMED =
      List.of("node-certificates", "graph-certificates", "robustness-alerts");

  /** Two neighbours and a node that has none. */
  private static final String NODES =
      """
      {"ops": [{"putNode": {"nodeId": "a", "binary": {"ones": [0]}}},
               {"putNode": {"nodeId": "b", "binary": {"ones": [0]}}},
               {"putNode": {"nodeId": "alone", "binary": {"ones": [0]}}},
               {"putEdge": {"source": "a", "target": "b"}}]}
      """;

  private static final String CUT =
      """
      {"ops": [{"removeEdge": {"source": "a", "target": "b"}}]}
      """;

  @TempDir static Path folder;
  private static ApicurioRegistry registry;
  private static EmbeddedBroker broker;

  private static @Nullable TestAbortedException absence;

  @BeforeAll
  static void start() throws Exception {
    try {
      registry = ApicurioRegistry.start(ApicurioArchive.unpacked());
    } catch (TestAbortedException e) {
      absence = e;
      return;
    }
    broker = EmbeddedBroker.start(BrokerOptions.temporary());
    WeightMatrix first = WeightMatrix.owning(new float[] {4, 0, 0, 4}, 2, 2);
    WeightMatrix second = WeightMatrix.owning(new float[] {3, -3, -3, 3}, 2, 2);
    ModelBundle.of(new GcnModel(List.of(DenseLayer.of(first), DenseLayer.of(second))))
        .save(folder.resolve("model"));
    registry.awaitReady();
  }

  @AfterAll
  static void stop() throws Exception {
    if (broker != null) {
      broker.close();
    }
    if (registry != null) {
      registry.close();
    }
  }

  /** Each test for itself, so that reports show the reason. */
  @BeforeEach
  void abortWithoutARegistry() {
    if (absence != null) {
      throw absence;
    }
  }

  @Test
  @Order(1)
  void anIncompatibleSchemaIsRefusedWithARemedyThatHelps() throws Exception {
    String subject = "strict-node-certificates-value";
    registry.register(
        subject,
        """
        syntax = "proto3";
        package ringfence.v1;
        message NodeCertificate {
          bytes graph_id = 1;
        }
        """);
    registry.compatibility(subject, "BACKWARD");
    Map<String, String> strict =
        Map.of(
            "RINGFENCE_SCHEMA_REGISTRY_URL",
            registry.url(),
            "RINGFENCE_TOPICS_NODE_CERTIFICATES",
            "strict-node-certificates");

    assertThatThrownBy(() -> certifier(strict))
        .isInstanceOf(SchemaRegistryException.class)
        .hasMessageContainingAll("'" + subject + "'", "incompatible", "to BACKWARD or NONE");

    registry.compatibility(subject, "NONE");
    try (Certifier certifier = certifier(strict)) {
      assertThat(certifier.managementPort()).isPositive();
    }
    assertThat(registry.versions(subject)).isEqualTo(2);
  }

  @Test
  @Order(2)
  void recordsCarryTheIdsOfTheRegistryAndAreReadEverywhere() throws Exception {
    try (Heard heard = new Heard(broker.bootstrapServers())) {
      try (Certifier before = certifier(NO_REGISTRY)) {
        send("old", NODES, RecordFormat.of(Encoding.JSON));
        awaitCertified(heard, "old", 1);
        assertThat(before.managementPort()).isPositive();
      }
      RecordFormat producers =
          new SchemaRegistry(new RegistryAccess(URI.create(registry.url()), "", "", ""))
              .register("graph-updates", GraphUpdate.getDescriptor());
      try (Certifier first = certifier(withRegistry())) {
        send("new", NODES, producers);
        awaitCertified(heard, "new", 1);
        assertThat(first.managementPort()).isPositive();
      }
      try (Certifier restarted = certifier(withRegistry());
          Monitor monitor = monitor(withRegistry())) {
        assertThat(restarted.managementPort()).isPositive();
        for (String graph : List.of("old", "new")) {
          send(graph, CUT, producers);
          heard.awaitCertified(graph, "a", 2);
          heard.awaitCertified(graph, "b", 2);
          heard.awaitAlert(graph);
          awaitShown(monitor, graph, "alone");
          assertThat(heard.certified(graph, "alone"))
              .as("restored, not certified anew: %s", heard.of(graph, "alone"))
              .isOne();
        }
      }
    }

    assertThat(schemaIds("node-certificates", "old"))
        .startsWith(OptionalInt.empty())
        .endsWith(OptionalInt.of(registry.id("node-certificates-value")));
    for (String topic : FRAMED) {
      assertThat(schemaIds(topic, "new"))
          .as(topic)
          .isNotEmpty()
          .containsOnly(OptionalInt.of(registry.id(topic + "-value")));
      assertThat(registry.versions(topic + "-value")).as(topic).isOne();
    }
    assertThat(registry.schema(registry.id("node-certificates-value")))
        .contains("message NodeCertificate");
  }

  @Test
  @Order(3)
  void withoutTheRegistryThoseThatRunGoOnAndThoseThatStartSayWhatToDo() throws Exception {
    try (Heard heard = new Heard(broker.bootstrapServers())) {
      try (Certifier certifier = certifier(withRegistry());
          Monitor monitor = monitor(withRegistry())) {
        assertThat(certifier.managementPort()).isPositive();
        int id = registry.id("node-certificates-value");
        registry.close();

        send("left", NODES, RecordFormat.of(Encoding.BINARY));
        awaitCertified(heard, "left", 1);
        heard.awaitAlert("left");
        awaitShown(monitor, "left", "a");
        assertThat(schemaIds("node-certificates", "left")).containsOnly(OptionalInt.of(id));
      }

      assertThatThrownBy(() -> certifier(withRegistry()))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContainingAll(registry.url(), "does not answer", "schema.registry.url");
      assertThatThrownBy(() -> monitor(withRegistry()))
          .isInstanceOf(SchemaRegistryException.class)
          .hasMessageContainingAll(registry.url(), "does not answer", "schema.registry.url");

      try (Certifier without = certifier(NO_REGISTRY)) {
        send("left", CUT, RecordFormat.of(Encoding.BINARY));
        heard.awaitCertified("left", "a", 2);
        assertThat(heard.certified("left", "alone")).isOne();
        assertThat(without.managementPort()).isPositive();
      }
    }
  }

  private static void awaitCertified(Heard heard, String graph, int times) {
    List.of("a", "b", "alone").forEach(node -> heard.awaitCertified(graph, node, times));
  }

  private static void awaitShown(Monitor monitor, String graph, String node) {
    URI page = URI.create("%s/api/v1/graphs/%s/nodes/%s".formatted(monitor.address(), graph, node));
    await()
        .atMost(PATIENCE)
        .untilAsserted(
            () ->
                assertThat(
                        HttpClient.newHttpClient()
                            .send(HttpRequest.newBuilder(page).build(), BodyHandlers.ofString())
                            .body())
                    .contains("\"status\":\"CERTIFIED\""));
  }

  private static List<OptionalInt> schemaIds(String topic, String graph) {
    return Topic.schemaIds(broker.bootstrapServers(), topic, graph);
  }

  private static void send(String graph, String update, RecordFormat format) throws Exception {
    GraphUpdate.Builder message = GraphUpdate.newBuilder();
    JsonFormat.parser().merge(update, message);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      producer
          .send(
              new ProducerRecord<>(
                  "graph-updates", graph.getBytes(UTF_8), format.encode(message.build())))
          .get();
    }
  }

  private static Map<String, String> withRegistry() {
    return Map.of("RINGFENCE_SCHEMA_REGISTRY_URL", registry.url());
  }

  private static Certifier certifier(Map<String, String> environment) throws Exception {
    String yaml =
        """
        kafka: {bootstrap.servers: '%s'}
        topics: {partitions: 1, replication: 1}
        failover: {leave-on-stop: true}
        encoding: protobuf
        model: %s
        regions: {count: 1}
        noise: {additions: {min: 0.01, max: 0.01}, deletions: {min: 0.1, max: 0.1}}
        smoothing: {device: cpu, samples: 400, selection-samples: 20, seed: 1}
        management: {port: 0}
        """
            .formatted(broker.bootstrapServers(), folder.resolve("model"));
    return Certifier.start(
        new io.ringfence.certifier.configuration.ConfigurationLoader()
            .parse("certifier", yaml, environment),
        CertifierListener.none());
  }

  private static Monitor monitor(Map<String, String> environment) throws Exception {
    String yaml =
        """
        kafka: {bootstrap.servers: '%s'}
        encoding: protobuf
        server: {port: 0}
        management: {port: 0}
        rules:
          - {name: brittle, severity: critical, per: graph, quantity: certified-share, additions: 0, deletions: 50, below: 0.9, resolve: 0.95, min-nodes: 1}
        """
            .formatted(broker.bootstrapServers());
    return Monitor.start(
        new io.ringfence.monitor.configuration.ConfigurationLoader()
            .parse("monitor", yaml, environment));
  }
}
