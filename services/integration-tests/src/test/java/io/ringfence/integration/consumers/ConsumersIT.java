package io.ringfence.integration.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.client.WatchedTopics;
import io.ringfence.client.Word;
import io.ringfence.client.WordConsumer;
import io.ringfence.monitor.notify.TopicOutlet;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.WeightMatrix;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each example says of each node, in order, what the Java client reads. */
class ConsumersIT {

  private static final Duration PATIENCE = Duration.ofSeconds(60);
  private static final String NODES =
      """
      [{"putNode": {"nodeId": "a/1", "binary": {"ones": [0]}}},
       {"putNode": {"nodeId": "b", "binary": {"ones": [0]}}},
       {"putEdge": {"source": "a/1", "target": "b"}}]
      """;
  private static final Set<Example> INSTALLED = EnumSet.noneOf(Example.class);
  private static final String REMOVAL = "[{\"removeNode\": {\"nodeId\": \"b\"}}]";

  @ParameterizedTest
  @CsvSource({"PYTHON, json", "PYTHON, protobuf", "JAVASCRIPT, json", "JAVASCRIPT, protobuf"})
  void anExampleReadsAndWritesWhatTheJavaClientDoes(
      Example example, String encoding, @TempDir Path folder) throws Exception {
    if (INSTALLED.add(example)) {
      example.install();
    }
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Certifier certifier = certifier(broker.bootstrapServers(), encoding, folder)) {
      assertThat(certifier.managementPort()).isPositive();
      alert(broker.bootstrapServers());
      try (Command watch = example.watch(broker.bootstrapServers());
          WordConsumer java = java(broker.bootstrapServers())) {
        List<String> expected = new ArrayList<>();
        send(example, broker, NODES);
        readUntil(java, expected, line -> line.startsWith("node g/b CERTIFIED"));
        send(example, broker, REMOVAL);
        readUntil(java, expected, line -> line.equals("node g/b GONE"));

        Awaitility.await()
            .atMost(PATIENCE)
            .untilAsserted(
                () ->
                    assertThat(watch.lines().stream().filter(line -> line.startsWith("node ")))
                        .as(watch.output())
                        .startsWith(expected.toArray(String[]::new)));
        assertThat(watch.lines())
            .as(watch.output())
            .contains("LOST g/b: do not rely on its prediction", "alert low FIRING 7")
            .anyMatch(line -> line.matches("graph g \\d of 2 certified"));
      }
    }
  }

  private static void send(Example example, EmbeddedBroker broker, String ops) throws Exception {
    try (Command update = example.update(broker.bootstrapServers(), "g", ops)) {
      update.succeeds();
    }
  }

  private static void readUntil(WordConsumer consumer, List<String> lines, Predicate<String> last) {
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              consumer.poll(Duration.ofMillis(200)).forEach(word -> tell(word, lines));
              return lines.stream().anyMatch(last);
            });
  }

  private static void tell(Word word, List<String> lines) {
    if (word instanceof Word.OfNode node) {
      var record = node.certificate();
      String radii =
          record.hasRadii()
              ? String.format(
                  Locale.ROOT,
                  " +%d -%d",
                  record.getRadii().getAdditions(),
                  record.getRadii().getDeletions())
              : "";
      lines.add("node g/%s %s%s".formatted(record.getNodeId(), record.getStatus(), radii));
    } else if (word instanceof Word.NodeGone gone) {
      lines.add("node g/%s GONE".formatted(gone.nodeId()));
    } else if (word instanceof Word.Malformed bad) {
      throw bad.failure();
    }
  }

  private static WordConsumer java(String bootstrap) {
    return WordConsumer.ofAll(Map.of("bootstrap.servers", bootstrap), WatchedTopics.certificates());
  }

  /** In the frame of a schema registry, as the monitor writes it with one. */
  private static void alert(String bootstrap) throws Exception {
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrap))) {
      admin.createTopics(List.of(new NewTopic("robustness-alerts", 1, (short) 1))).all().get();
    }
    try (TopicOutlet outlet =
        new TopicOutlet(
            Map.of("bootstrap.servers", bootstrap), "robustness-alerts", RecordFormat.framed(7))) {
      outlet.publish(
          RobustnessAlert.newBuilder()
              .setGraphId("g")
              .setSubject("7")
              .setRule("low")
              .setState(State.FIRING)
              .setAlertId("one")
              .build());
      outlet.flushed().toCompletableFuture().get();
    }
  }

  private static Certifier certifier(String bootstrap, String encoding, Path folder)
      throws IOException {
    WeightMatrix first = WeightMatrix.owning(new float[] {4, 0, 0, 4}, 2, 2);
    WeightMatrix second = WeightMatrix.owning(new float[] {3, -3, -3, 3}, 2, 2);
    ModelBundle.of(new GcnModel(List.of(DenseLayer.of(first), DenseLayer.of(second))))
        .save(folder.resolve("model"));
    String yaml =
        """
        kafka: {bootstrap.servers: '%s'}
        topics: {partitions: 1, replication: 1}
        encoding: %s
        model: %s
        regions: {count: 1}
        noise: {additions: {min: 0.01, max: 0.01}, deletions: {min: 0.1, max: 0.1}}
        smoothing: {device: cpu, samples: 400, selection-samples: 20, seed: 1}
        management: {port: 0}
        """
            .formatted(bootstrap, encoding, folder.resolve("model"));
    return Certifier.start(new ConfigurationLoader().parse("test", yaml, Map.of()), event -> {});
  }
}
