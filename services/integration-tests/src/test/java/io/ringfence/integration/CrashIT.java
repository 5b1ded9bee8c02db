package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A certifier is killed again and again while updates come in; the broker survives. */
@Tag("faults")
class CrashIT {
  /** Another seed, another run: {@code -Dringfence.crash.seed=7}. */
  private static final long SEED = Long.getLong("ringfence.crash.seed", 20_260_301);

  private static final String GRAPH = "g/1 %";
  private static final int NODES = 150;
  private static final int CHANGES = 150;

  /** More of them: {@code -Dringfence.crash.kills=100}. */
  private static final int KILLS = Integer.getInteger("ringfence.crash.kills", 20);

  private static final int LONGEST_DELAY_MILLIS = 300;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private final Random random = new Random(SEED);

  @Test
  void killedAtAnyMomentItLosesNothingAndDoublesNothing(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    List<UpdateScript.Step> script = UpdateScript.of(GRAPH, dataset, CHANGES, SEED);
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      configure(folder, broker);

      certifyWithKills(folder, feed, committed, script);

      committed.readAll();
      assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      Hindsight hindsight = new Hindsight(GRAPH, dataset.attributeSpec(), script, committed);
      hindsight.check();
      assertThat(hindsight.epochs()).isGreaterThan(1);
      System.out.printf(
          "CrashIT: %d random kills, %d records held against the graph, 0 violations%n",
          KILLS, hindsight.checked());
    }
  }

  /** Small bites, so that a burst of updates takes many transactions. */
  private static void configure(Path folder, EmbeddedBroker broker) throws IOException {
    Files.writeString(
        folder.resolve("ringfence.yaml"),
        """
        kafka:
          bootstrap.servers: %s
          consumer: {max.poll.records: 5}
          admin: {default.api.timeout.ms: 60000}
        topics: {partitions: 1}
        model: %s
        regions: {count: 3}
        smoothing: {device: cpu, samples: 300, selection-samples: 50}
        collective: {grid: {additions: 1, deletions: 2}}
        planner: {max-nodes-per-task: 40}
        management: {port: 0}
        """
            .formatted(broker.bootstrapServers(), folder.resolve("model")));
  }

  private void certifyWithKills(
      Path folder, ScriptFeed feed, Committed committed, List<UpdateScript.Step> script)
      throws Exception {
    Program server = serve(folder);
    try {
      Program first = server;
      first.awaitOutput(PATIENCE, "Certifying");
      int sent = 0;
      for (int kill = 0; kill < KILLS; kill++) {
        int end = script.size() * (kill + 1) / (KILLS + 1);
        long before = committed.records();
        feed.send(GRAPH, script.subList(sent, end));
        sent = end;
        Program current = server;
        boolean whileItRestores = kill == KILLS / 2;
        current.awaitThat(
            PATIENCE,
            () ->
                whileItRestores
                    ? current.output().contains("Certifying")
                    : committed.records() > before || committed.inputDone());
        pause(random.nextInt(LONGEST_DELAY_MILLIS));
        server.kill();
        server = serve(folder);
      }
      feed.send(GRAPH, script.subList(sent, script.size()));
      Program last = server;
      last.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));
    } finally {
      server.close();
    }
  }

  private static Program serve(Path folder) {
    return Program.start(folder, "serve", "--config", "ringfence.yaml");
  }

  /** A moment that nothing in the program can know. */
  private static void pause(int millis) {
    Awaitility.await()
        .pollDelay(Duration.ofMillis(millis))
        .pollInterval(Duration.ofMillis(1))
        .until(() -> true);
  }
}
