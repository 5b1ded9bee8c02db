package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.stream.TransactionObserver.Step;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certifier ends at every named step of a transaction, while updates come in. */
@Tag("faults")
class TransactionStepsIT {
  /** More of them: {@code -Dringfence.crash.rounds=4}. */
  private static final int ROUNDS = Integer.getInteger("ringfence.crash.rounds", 1);

  private static final long SEED = Long.getLong("ringfence.crash.seed", 20_260_301);
  private static final String GRAPH = "g";
  private static final int NODES = 120;
  private static final int CHANGES = 60;
  private static final int LATEST_TRANSACTION = 4;
  private static final double ALIKE = 0.9;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void endedAtAnyStepItCommitsWhatAnUndisturbedOneCommits(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    List<UpdateScript.Step> script = UpdateScript.of(GRAPH, dataset, CHANGES, SEED);
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        Committed calm = new Committed(broker.bootstrapServers(), 1, "calm-", "calm");
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      configure(folder, broker, "disturbed.yaml", "", "ringfence-certifier");
      configure(folder, broker, "calm.yaml", "calm-", "calm");

      int kills = certifyWithEnds(folder, feed, script);
      certifyToTheEnd(folder, "disturbed.yaml", committed);
      certifyToTheEnd(folder, "calm.yaml", calm);

      assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      assertThat(calm.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      Hindsight hindsight = new Hindsight(GRAPH, dataset.attributeSpec(), script, committed);
      hindsight.check();
      new Hindsight(GRAPH, dataset.attributeSpec(), script, calm).check();
      requireAlike(committed.latest(), calm.latest());
      System.out.printf(
          "TransactionStepsIT: %d ends at named steps, %d records held against the graph, 0 violations%n",
          kills, hindsight.checked());
    }
  }

  private static int certifyWithEnds(Path folder, ScriptFeed feed, List<UpdateScript.Step> script) {
    Random random = new Random(SEED);
    int kills = Step.values().length * ROUNDS;
    int sent = 0;
    for (int kill = 0; kill < kills; kill++) {
      Step step = Step.values()[kill % Step.values().length];
      int end = script.size() * (kill + 1) / kills;
      try (Program certifier =
          Program.start(
              folder,
              HaltingCertifier.class,
              "disturbed.yaml",
              step.name(),
              String.valueOf(1 + random.nextInt(LATEST_TRANSACTION)))) {
        feed.send(GRAPH, script.subList(sent, end));
        sent = end;
        Awaitility.await().atMost(PATIENCE).until(() -> !certifier.runs());
        assertThat(certifier.code()).as(certifier.output()).isEqualTo(HaltingCertifier.HALTED);
      }
    }
    return kills;
  }

  private static void certifyToTheEnd(Path folder, String config, Committed committed) {
    try (Program server = Program.start(folder, "serve", "--config", config)) {
      server.awaitOutput(PATIENCE, "Certifying");
      server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));
    }
  }

  /**
   * One region, so that the smoothed prediction depends on the graph alone: nodes are the same, no
   * two certificates contradict each other, and only where the samples decide may statuses differ.
   */
  private static void requireAlike(
      Map<String, NodeCertificate> disturbed, Map<String, NodeCertificate> calm) {
    assertThat(disturbed).containsOnlyKeys(calm.keySet());
    int alike = 0;
    for (Map.Entry<String, NodeCertificate> entry : calm.entrySet()) {
      NodeCertificate one = entry.getValue();
      NodeCertificate other = disturbed.getOrDefault(entry.getKey(), one);
      if (one.getStatus() == other.getStatus()) {
        alike++;
        if (one.getStatus() == NodeCertificate.Status.CERTIFIED) {
          assertThat(other.getPredictedClass())
              .as(entry.getKey())
              .isEqualTo(one.getPredictedClass());
        }
      }
    }
    assertThat(alike).isGreaterThanOrEqualTo((int) (ALIKE * calm.size()));
  }

  private static void configure(
      Path folder, EmbeddedBroker broker, String file, String prefix, String group)
      throws IOException {
    Files.writeString(
        folder.resolve(file),
        """
        kafka:
          bootstrap.servers: %1$s
          consumer: {max.poll.records: 5}
          admin: {default.api.timeout.ms: 60000}
        topics:
          node-certificates: %2$snode-certificates
          graph-certificates: %2$sgraph-certificates
          graph-changelog: %2$sgraph-changelog
          dead-letters: %2$sgraph-updates.dlq
          partitions: 1
        group: %3$s
        model: %4$s
        regions: {count: 1}
        smoothing: {device: cpu, samples: 300, selection-samples: 50}
        collective: {grid: {additions: 1, deletions: 2}}
        planner: {max-nodes-per-task: 40}
        management: {port: 0}
        """
            .formatted(broker.bootstrapServers(), prefix, group, folder.resolve("model")));
  }
}
