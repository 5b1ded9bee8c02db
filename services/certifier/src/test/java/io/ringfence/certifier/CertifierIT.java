package io.ringfence.certifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.schemas.Encoding;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.WeightMatrix;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.StreamException;
import io.ringfence.stream.UpdateRecords;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.OptionalInt;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@SuppressWarnings("NullAway.Init")
class CertifierIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  @TempDir static Path folder;
  private static EmbeddedBroker broker;

  @BeforeAll
  static void start() throws IOException {
    broker = EmbeddedBroker.start(BrokerOptions.temporary());
    WeightMatrix first = WeightMatrix.owning(new float[] {4, 0, 0, 4}, 2, 2);
    WeightMatrix second = WeightMatrix.owning(new float[] {3, -3, -3, 3}, 2, 2);
    ModelBundle.of(new GcnModel(List.of(DenseLayer.of(first), DenseLayer.of(second))))
        .save(folder.resolve("model"));
  }

  @AfterAll
  static void stop() {
    broker.close();
  }

  @Test
  void updatesBecomeCertificatesAndTheManagementPortSaysSo() throws Exception {
    try (Certifier certifier = Certifier.start(configuration("live", true), event -> {})) {
      await().atMost(PATIENCE).until(() -> certifier.state() instanceof LoopState.Running);
      send("live-updates", triangle());

      await().atMost(PATIENCE).until(() -> certifier.status().certificates() >= 3);

      assertThat(certifier.status().updates()).isEqualTo(1);
      HttpResponse<String> ready = get(certifier, "/health/ready");
      assertThat(ready.statusCode()).isEqualTo(200);
      assertThat(ready.body()).contains("UP");
      assertThat(get(certifier, "/status").body()).contains("\"state\":\"running\"");
      assertThat(get(certifier, "/metrics").body())
          .contains("ringfence_updates_total{outcome=\"applied\"} 1.0")
          .contains("ringfence_nodes{status=\"certified\"}")
          .contains("ringfence_certification_lag_seconds_count 3")
          .contains(
              "ringfence_planner_queue{kind=\"lost\"}",
              "ringfence_planner_tasks{kind=\"certification\"}")
          .containsPattern("ringfence_samples_total [1-9]")
          .contains("ringfence_build_info{commit=")
          .containsPattern("kafka_consumer_fetch_manager_records_consumed_total\\{.*\\} [1-9]");
    }
  }

  @Test
  void isNotReadyWhileTheBrokerIsAwayAndReadyAgainWhenItIsBack(@TempDir Path data)
      throws Exception {
    BrokerOptions options = BrokerOptions.temporary().withDataDirectory(data);
    EmbeddedBroker first = EmbeddedBroker.start(options);
    CertifierConfiguration configuration =
        configuration(first.bootstrapServers(), "away", true, "kafka-patience: 2s");
    try (Certifier certifier = Certifier.start(configuration, event -> {})) {
      await().atMost(PATIENCE).until(() -> get(certifier, "/health/ready").statusCode() == 200);

      first.close();

      await().atMost(PATIENCE).until(() -> get(certifier, "/health/ready").statusCode() == 503);
      assertThat(get(certifier, "/health/ready").body())
          .contains("DOWN", "No broker has answered for", "management.kafka-patience");
      assertThat(get(certifier, "/health/live").statusCode()).isEqualTo(200);
      try (EmbeddedBroker again = EmbeddedBroker.start(options.withPort(first.port()))) {
        await().atMost(PATIENCE).until(() -> get(certifier, "/health/ready").statusCode() == 200);
      }
    }
  }

  @Test
  void closingLeavesTheGroupAndEndsTheLoop() throws Exception {
    Certifier certifier = Certifier.start(configuration("brief", true), event -> {});

    certifier.close();

    assertThat(certifier.state()).isInstanceOf(LoopState.Stopped.class);
  }

  @Test
  void missingTopicsThatMustNotBeCreatedAreNamed() {
    assertThatThrownBy(() -> Certifier.start(configuration("absent", false), event -> {}))
        .isInstanceOf(StreamException.class)
        .hasMessageContaining("absent-");
  }

  private static CertifierConfiguration configuration(String name, boolean create)
      throws IOException {
    return configuration(broker.bootstrapServers(), name, create, "host: 127.0.0.1");
  }

  private static CertifierConfiguration configuration(
      String servers, String name, boolean create, String management) throws IOException {
    String yaml =
        """
        kafka:
          bootstrap.servers: %1$s
        topics:
          graph-updates: %2$s-updates
          node-certificates: %2$s-nodes
          graph-certificates: %2$s-graphs
          graph-changelog: %2$s-changelog
          dead-letters: %2$s-updates.dlq
          create: %3$s
          partitions: 1
          replication: 1
        group: %2$s
        model: %4$s
        regions: {count: 2}
        smoothing: {device: cpu, samples: 200, selection-samples: 20, seed: 1}
        management: {port: 0, %5$s}
        """
            .formatted(servers, name, create, folder.resolve("model"), management);
    Path file = Files.writeString(folder.resolve(name + ".yaml"), yaml);
    return new ConfigurationLoader().load(file, Map.of());
  }

  private static GraphUpdate triangle() {
    return new GraphUpdate(
        List.of(
            put("a", 0),
            put("b", 0),
            put("c", 1),
            new GraphOp.PutEdge("a", "b"),
            new GraphOp.PutEdge("b", "c")));
  }

  private static GraphOp put(String id, int attribute) {
    return new GraphOp.PutNode(id, new BinaryAttributes(List.of(attribute)), OptionalInt.empty());
  }

  private static void send(String topic, GraphUpdate update) throws Exception {
    Map<String, Object> options =
        Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, broker.bootstrapServers());
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(options, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.send(UpdateRecords.of(topic, "g", update, Encoding.JSON)).get();
    }
  }

  private static HttpResponse<String> get(Certifier certifier, String path) throws Exception {
    URI uri = URI.create("http://127.0.0.1:%d%s".formatted(certifier.managementPort(), path));
    return HttpClient.newHttpClient()
        .send(HttpRequest.newBuilder(uri).build(), HttpResponse.BodyHandlers.ofString());
  }
}
