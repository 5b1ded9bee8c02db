package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.awaitility.Awaitility;

/**
 * A small graph from training to its last settled node, with the commands a user types; at the end
 * everything that was published is rechecked.
 */
final class PipelineScenario {
  private static final int NODES = 120;
  private static final String DATASET = "generated:" + NODES;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path folder;
  private final String bootstrapServers;
  private final String classifier;
  private final StringBuilder published = new StringBuilder();

  PipelineScenario(Path folder, String bootstrapServers) {
    this(folder, bootstrapServers, "votes");
  }

  /**
   * @param classifier votes, or scores, which then stop sampling early
   */
  PipelineScenario(Path folder, String bootstrapServers, String classifier) {
    this.folder = folder;
    this.bootstrapServers = bootstrapServers;
    this.classifier = classifier;
  }

  /**
   * @param serveOptions besides the configuration
   */
  void run(String... serveOptions) throws IOException {
    succeed("train", "--dataset", DATASET, "--out", "model", "--hidden", "16", "--epochs", "40");
    Files.writeString(folder.resolve("ringfence.yaml"), configuration());
    String[] serve = new String[3 + serveOptions.length];
    System.arraycopy(new String[] {"serve", "--config", "ringfence.yaml"}, 0, serve, 0, 3);
    System.arraycopy(serveOptions, 0, serve, 3, serveOptions.length);
    try (Program server = Program.start(folder, serve)) {
      Awaitility.await()
          .atMost(PATIENCE)
          .until(() -> !server.runs() || server.output().contains("Certifying"));
      assertThat(server.runs()).as(server.output()).isTrue();
      succeed(
          "replay",
          "--dataset",
          DATASET,
          "--graph",
          "g",
          "--bootstrap",
          bootstrapServers,
          "--churn",
          "10");
      awaitSettled(server);
    }
    Files.writeString(folder.resolve("records.jsonl"), published);
    succeed("verify", "records.jsonl");
  }

  private void succeed(String... arguments) {
    try (Program program = Program.run(folder, arguments)) {
      assertThat(program.code()).as(program.output()).isZero();
    }
  }

  private String configuration() {
    return """
        kafka:
          bootstrap.servers: %s
        topics: {partitions: 2}
        model: %s
        regions: {count: 3}
        smoothing: {device: cpu, samples: 300, selection-samples: 50, adaptive: %s}
        classifier: %s
        collective: {grid: {additions: 1, deletions: 2}}
        management: {port: 0}
        """
        .formatted(
            bootstrapServers, folder.resolve("model"), classifier.equals("scores"), classifier);
  }

  private void awaitSettled(Program server) {
    Map<String, NodeCertificate.Status> latest = new HashMap<>();
    boolean[] answered = {false};
    try (KafkaConsumer<String, byte[]> consumer = consumer()) {
      consumer.subscribe(List.of("node-certificates", "graph-certificates"));
      Awaitility.await()
          .atMost(PATIENCE)
          .untilAsserted(
              () -> {
                for (ConsumerRecord<String, byte[]> found : consumer.poll(Duration.ofMillis(500))) {
                  published.append(found.key()).append('\t').append(text(found)).append('\n');
                  if (found.topic().equals("graph-certificates")) {
                    answered[0] = answers(found.value());
                  } else {
                    latest.put(found.key(), status(found.value()));
                  }
                }
                Map<NodeCertificate.Status, Integer> counts =
                    new EnumMap<>(NodeCertificate.Status.class);
                latest.values().forEach(status -> counts.merge(status, 1, Integer::sum));
                assertThat(latest).as("%s, %s", counts, server.output()).hasSize(NODES);
                assertThat(counts).doesNotContainKey(NodeCertificate.Status.PENDING);
                assertThat(counts).containsKey(NodeCertificate.Status.CERTIFIED);
                assertThat(answered[0]).isTrue();
              });
    }
  }

  private KafkaConsumer<String, byte[]> consumer() {
    return new KafkaConsumer<>(
        Map.of(
            "bootstrap.servers", bootstrapServers,
            "group.id", "reader",
            "auto.offset.reset", "earliest",
            "isolation.level", "read_committed"),
        new StringDeserializer(),
        new ByteArrayDeserializer());
  }

  private static String text(ConsumerRecord<String, byte[]> found) {
    return found.value() == null ? "NULL" : new String(found.value(), UTF_8);
  }

  /** Whether the word on the graph is final and collective. */
  private static boolean answers(byte[] value) throws MalformedRecordException {
    GraphCertificate word =
        Encoding.JSON.decode(value, GraphCertificate.getDefaultInstance(), UnknownFields.REJECT);
    return word.getSettled() && word.getCellsCount() > 0 && word.getCells(0).getCertified() > 0;
  }

  private static NodeCertificate.Status status(byte[] value) throws MalformedRecordException {
    return Encoding.JSON
        .decode(value, NodeCertificate.getDefaultInstance(), UnknownFields.REJECT)
        .getStatus();
  }
}
