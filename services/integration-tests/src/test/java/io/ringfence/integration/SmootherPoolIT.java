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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two certifier processes and two smoother processes share ten graphs, and one of each is killed
 * while there is work for it. The certificates are those of one certifier that worked alone; then
 * the graphs change, and every record is held against them.
 */
class SmootherPoolIT {
  private static final int GRAPHS = 10;
  private static final int PARTITIONS = 4;
  private static final int NODES = 100;
  private static final int CHANGES = 20;
  private static final long SEED = 20_260_304;

  /** So many that work is left at either kill. */
  private static final int SAMPLES = 4000;

  private static final Duration PATIENCE = Duration.ofMinutes(3);
  private static final String[] GRAPH_IDS =
      IntStream.range(0, GRAPHS).mapToObj(k -> "graph-" + k).toArray(String[]::new);

  private final Map<String, List<UpdateScript.Step>> scripts = new LinkedHashMap<>();
  private Map<String, NodeCertificate> pooled = Map.of();
  private Map<String, NodeCertificate> expected = Map.of();

  @Test
  void theCertificatesDoNotDependOnWhoWorkedNorOnWhoDied(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    for (int k = 0; k < GRAPHS; k++) {
      scripts.put(GRAPH_IDS[k], script(GRAPH_IDS[k], dataset, SEED + k));
    }
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers());
        Committed pool = new Committed(broker.bootstrapServers(), PARTITIONS);
        Committed alone = new Committed(broker.bootstrapServers(), PARTITIONS, "alone-", "alone")) {
      configureCertifier(folder, broker, "one", "ringfence-certifier", "", true);
      configureCertifier(folder, broker, "two", "ringfence-certifier", "", true);
      configureCertifier(folder, broker, "alone", "alone", "alone-", false);
      configureSmoother(folder, broker, "left");
      configureSmoother(folder, broker, "right");

      long parts = certifyWithThePool(folder, feed, pool, alone);

      assertThat(expected).hasSize(GRAPHS * NODES);
      assertThat(pooled).isEqualTo(expected);
      System.out.printf(
          "SmootherPoolIT: %d graphs, %d certificates equal, %d parts by smoothers, 1 certifier and"
              + " 1 smoother killed at work, %d records held against the graphs, 0 violations%n",
          GRAPHS, expected.size(), parts, requireTruth(dataset, feed, pool));
    }
  }

  /** The whole graph in one update, so that both sides see the same versions; then changes. */
  private static List<UpdateScript.Step> script(String graphId, Dataset dataset, long seed) {
    GraphUpdate whole = new GraphUpdate(ops(dataset));
    byte[] value = UpdateRecords.of("graph-updates", graphId, whole, Encoding.BINARY).value();
    List<UpdateScript.Step> steps = new ArrayList<>();
    steps.add(new UpdateScript.Step(value, Optional.of(whole), true));
    steps.addAll(UpdateScript.grown(graphId, dataset, seed).more(CHANGES));
    return steps;
  }

  private long certifyWithThePool(
      Path folder, ScriptFeed feed, Committed committed, Committed alone) throws Exception {
    try (Program one = Program.start(folder, "serve", "--config", "one.yaml");
        Program left = Program.start(folder, "smooth", "--config", "left.yaml");
        Program right = Program.start(folder, "smooth", "--config", "right.yaml")) {
      one.awaitOutput(PATIENCE, "Certifying");
      left.awaitOutput(PATIENCE, "Smoothing");
      right.awaitOutput(PATIENCE, "Smoothing");
      try (Program two = Program.start(folder, "serve", "--config", "two.yaml")) {
        two.awaitOutput(PATIENCE, "Certifying");
        scripts.forEach((graphId, script) -> feed.send(graphId, script.subList(0, 1)));
        left.awaitThat(PATIENCE, () -> parts(left) > 0 && parts(right) > 0);
        left.kill();
        assertThat(committed.settled(GRAPH_IDS)).as("at the death of a smoother").isFalse();
        long before = parts(right);
        right.awaitThat(PATIENCE, () -> parts(right) > before);
        one.kill();
        assertThat(committed.settled(GRAPH_IDS)).as("at the death of a certifier").isFalse();
        two.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH_IDS));
        pooled = lastWords(committed);

        certifyAlone(folder, alone);
        expected = lastWords(alone);
        scripts.forEach((graphId, script) -> feed.send(graphId, script.subList(1, script.size())));
        two.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH_IDS));
        return parts(left) + parts(right);
      }
    }
  }

  private int requireTruth(Dataset dataset, ScriptFeed feed, Committed committed) throws Exception {
    committed.readAll();
    assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
    int checked = 0;
    for (Map.Entry<String, List<UpdateScript.Step>> script : scripts.entrySet()) {
      Hindsight hindsight =
          new Hindsight(script.getKey(), dataset.attributeSpec(), script.getValue(), committed);
      hindsight.check();
      checked += hindsight.checked();
    }
    return checked;
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
          samples: %8$d
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
                pool,
                SAMPLES));
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
