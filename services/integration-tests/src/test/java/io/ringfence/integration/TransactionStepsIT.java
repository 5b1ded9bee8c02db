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
  private static final int AT_ONCE = 10;

  /** Ends come within the first so many transactions, or somewhere in the second range. */
  private static final int EARLY = 4;

  private static final int LATE_FROM = 5;
  private static final int LATE_TO = 30;

  /** Standard errors by which two draws of votes hardly ever differ. */
  private static final double ERRORS = 4;

  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @Test
  void endedAtAnyStepItCommitsWhatAnUndisturbedOneCommits(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    UpdateScript script = UpdateScript.grown(GRAPH, dataset, SEED);
    script.more(CHANGES);
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        Committed calm = new Committed(broker.bootstrapServers(), 1, "calm-", "calm");
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      configure(folder, broker, "disturbed.yaml", "", "ringfence-certifier");
      configure(folder, broker, "calm.yaml", "calm-", "calm");

      int kills = certifyWithEnds(folder, new Input(script, feed), committed);
      certifyToTheEnd(folder, "disturbed.yaml", committed);
      certifyToTheEnd(folder, "calm.yaml", calm);

      assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      assertThat(calm.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      Hindsight hindsight =
          new Hindsight(GRAPH, dataset.attributeSpec(), script.steps(), committed);
      hindsight.check();
      new Hindsight(GRAPH, dataset.attributeSpec(), script.steps(), calm).check();
      int unlike = requireAlike(committed.latest(), calm.latest());
      System.out.printf(
          "TransactionStepsIT: %d ends at named steps, %d records held against the graph, 0"
              + " violations, %d of %d statuses differ, all near the threshold%n",
          kills, hindsight.checked(), unlike, calm.latest().size());
    }
  }

  /** Every step once early and once late per round. */
  private static int certifyWithEnds(Path folder, Input input, Committed committed) {
    Random random = new Random(SEED);
    int kills = 2 * Step.values().length * ROUNDS;
    for (int kill = 0; kill < kills; kill++) {
      Step step = Step.values()[kill / 2 % Step.values().length];
      int transaction =
          kill % 2 == 0 ? random.nextInt(1, EARLY + 1) : random.nextInt(LATE_FROM, LATE_TO + 1);
      try (Program certifier =
          Program.start(
              folder,
              HaltingCertifier.class,
              "disturbed.yaml",
              step.name(),
              String.valueOf(transaction))) {
        input.send(AT_ONCE);
        Awaitility.await()
            .atMost(PATIENCE)
            .until(
                () -> {
                  if (certifier.runs() && committed.inputDone()) {
                    input.send(1);
                  }
                  return !certifier.runs();
                });
        assertThat(certifier.code()).as(certifier.output()).isEqualTo(HaltingCertifier.HALTED);
      }
    }
    input.sendRest();
    return kills;
  }

  /** A script that goes on as long as it is asked to. */
  private static final class Input {
    private final UpdateScript script;
    private final ScriptFeed feed;
    private int sent;

    Input(UpdateScript script, ScriptFeed feed) {
      this.script = script;
      this.feed = feed;
    }

    void send(int updates) {
      int missing = sent + updates - script.steps().size();
      if (missing > 0) {
        script.more(missing);
      }
      feed.send(GRAPH, script.steps().subList(sent, sent + updates));
      sent += updates;
    }

    void sendRest() {
      send(script.steps().size() - sent);
    }
  }

  private static void certifyToTheEnd(Path folder, String config, Committed committed) {
    try (Program server = Program.start(folder, "serve", "--config", config)) {
      server.awaitOutput(PATIENCE, "Certifying");
      server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));
    }
  }

  /**
   * One region, so that the smoothed prediction depends on the graph alone: nodes are the same, no
   * two certificates contradict each other, and statuses differ only where other samples may have
   * decided otherwise.
   *
   * @return how many statuses differ
   */
  private static int requireAlike(
      Map<String, NodeCertificate> disturbed, Map<String, NodeCertificate> calm) {
    assertThat(disturbed).containsOnlyKeys(calm.keySet());
    int unlike = 0;
    for (Map.Entry<String, NodeCertificate> entry : calm.entrySet()) {
      NodeCertificate one = entry.getValue();
      NodeCertificate other = disturbed.getOrDefault(entry.getKey(), one);
      if (one.getStatus() != other.getStatus()) {
        unlike++;
        assertThat(isNearThreshold(one) || isNearThreshold(other))
            .as("%s: %s but %s", entry.getKey(), one, other)
            .isTrue();
      } else if (one.getStatus() == NodeCertificate.Status.CERTIFIED) {
        assertThat(other.getPredictedClass()).as(entry.getKey()).isEqualTo(one.getPredictedClass());
      }
    }
    return unlike;
  }

  /**
   * Whether a second draw of as many samples may fall on the other side of one half: shares of
   * votes of two draws differ with a variance of at most 2 · ¼ / samples.
   */
  private static boolean isNearThreshold(NodeCertificate word) {
    assertThat(word.hasLowerBound()).as("%s", word).isTrue();
    assertThat(word.getSamples()).as("%s", word).isPositive();
    return Math.abs(word.getLowerBound() - 0.5) <= ERRORS * Math.sqrt(0.5 / word.getSamples());
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
