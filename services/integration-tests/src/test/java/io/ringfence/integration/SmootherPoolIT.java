package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.stream.UpdateRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two certifier processes and two smoother processes share ten graphs, one of each is killed, and
 * the certificates are those of one certifier that worked alone.
 */
class SmootherPoolIT {
  private static final int GRAPHS = 10;
  private static final int PARTITIONS = 4;
  private static final int NODES = 100;
  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String[] GRAPH_IDS =
      IntStream.range(0, GRAPHS).mapToObj(k -> "graph-" + k).toArray(String[]::new);

  @Test
  void theCertificatesDoNotDependOnWhoWorkedNorOnWhoDied(@TempDir Path folder) throws Exception {
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed pooled = new Committed(broker.bootstrapServers(), PARTITIONS);
        Committed alone = new Committed(broker.bootstrapServers(), PARTITIONS, "alone-", "alone")) {
      configureCertifier(folder, broker, "one", "ringfence-certifier", "", true);
      configureCertifier(folder, broker, "two", "ringfence-certifier", "", true);
      configureCertifier(folder, broker, "alone", "alone", "alone-", false);
      configureSmoother(folder, broker, "left");
      configureSmoother(folder, broker, "right");

      long parts = certifyWithThePool(folder, broker, pooled);
      certifyAlone(folder, alone);

      Map<String, NodeCertificate> expected = lastWords(alone);
      assertThat(expected).hasSize(GRAPHS * NODES);
      assertThat(lastWords(pooled)).isEqualTo(expected);
      System.out.printf(
          "SmootherPoolIT: %d graphs, %d certificates equal, %d parts by smoothers, 1 certifier and"
              + " 1 smoother killed%n",
          GRAPHS, expected.size(), parts);
    }
  }

  private static long certifyWithThePool(Path folder, EmbeddedBroker broker, Committed committed)
      throws Exception {
    try (Program one = Program.start(folder, "serve", "--config", "one.yaml");
        Program left = Program.start(folder, "smooth", "--config", "left.yaml");
        Program right = Program.start(folder, "smooth", "--config", "right.yaml")) {
      one.awaitOutput(PATIENCE, "Certifying");
      left.awaitOutput(PATIENCE, "Smoothing");
      right.awaitOutput(PATIENCE, "Smoothing");
      try (Program two = Program.start(folder, "serve", "--config", "two.yaml")) {
        two.awaitOutput(PATIENCE, "Certifying");
        send(broker);
        left.awaitThat(PATIENCE, () -> parts(left) > 0 || committed.settled(GRAPH_IDS));
        left.kill();
        right.awaitThat(PATIENCE, () -> parts(right) > 0 || committed.settled(GRAPH_IDS));
        one.kill();
        two.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH_IDS));
        return parts(left) + parts(right);
      }
    }
  }

  private static void certifyAlone(Path folder, Committed committed) {
    try (Program server = Program.start(folder, "serve", "--config", "alone.yaml")) {
      server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH_IDS));
    }
  }

  /** Parts that a smoother says to have answered. */
  private static long parts(Program smoother) {
    return smoother.output().lines().filter(line -> line.startsWith("Part ")).count();
  }

  /** Every graph in one update, so that both sides see the same versions. */
  private static void send(EmbeddedBroker broker) throws Exception {
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(
            Map.of("bootstrap.servers", broker.bootstrapServers()),
            new ByteArraySerializer(),
            new ByteArraySerializer())) {
      for (int k = 0; k < GRAPHS; k++) {
        Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, k + 1));
        producer
            .send(
                UpdateRecords.of(
                    "graph-updates", GRAPH_IDS[k], new GraphUpdate(ops(dataset)), Encoding.BINARY))
            .get();
      }
    }
  }

  private static List<GraphOp> ops(Dataset dataset) {
    List<GraphOp> ops = new ArrayList<>();
    for (int node = 0; node < dataset.nodes(); node++) {
      ops.add(
          new GraphOp.PutNode(
              dataset.nodeId(node), dataset.attributesOf(node), dataset.label(node)));
      for (int other = 0; other < node; other++) {
        if (dataset.adjacency().contains(node, other)) {
          ops.add(new GraphOp.PutEdge(dataset.nodeId(node), dataset.nodeId(other)));
        }
      }
    }
    return ops;
  }

  private static Map<String, NodeCertificate> lastWords(Committed committed) throws Exception {
    committed.readAll();
    Map<String, NodeCertificate> words = committed.latest();
    words.replaceAll((key, word) -> word.toBuilder().clearIssuedAt().build());
    return words;
  }

  private static void configureCertifier(
      Path folder,
      EmbeddedBroker broker,
      String instance,
      String group,
      String prefix,
      boolean pool)
      throws IOException {
    Files.writeString(
        folder.resolve(instance + ".yaml"),
        """
        kafka:
          bootstrap.servers: %1$s
          consumer: {session.timeout.ms: 6000, heartbeat.interval.ms: 1000}
          producer: {transaction.timeout.ms: 5000, delivery.timeout.ms: 5000, request.timeout.ms: 4000}
        topics:
          partitions: %2$d
          node-certificates: %5$snode-certificates
          graph-certificates: %5$sgraph-certificates
          graph-changelog: %5$sgraph-changelog
          dead-letters: %5$sgraph-updates.dlq
        instance-id: %3$s
        group: %4$s
        model: %6$s
        regions: {count: 2}
        smoothing:
          device: cpu
          samples: 1000
          selection-samples: 100
          seed: 7
          pool: {enabled: %7$s, patience: 3s, part: 200ms}
        collective: {grid: {additions: 0, deletions: 1}}
        management: {port: 0}
        """
            .formatted(
                broker.bootstrapServers(),
                PARTITIONS,
                instance,
                group,
                prefix,
                folder.resolve("model"),
                pool));
  }

  private static void configureSmoother(Path folder, EmbeddedBroker broker, String worker)
      throws IOException {
    Files.writeString(
        folder.resolve(worker + ".yaml"),
        """
        kafka: {bootstrap.servers: %s}
        topics: {partitions: %d}
        worker-id: %s
        lock: 2s
        models: [%s]
        smoothing: {threads: 1}
        management: {port: 0}
        """
            .formatted(broker.bootstrapServers(), PARTITIONS, worker, folder.resolve("model")));
  }
}
