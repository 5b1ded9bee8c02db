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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two certifier processes share ten graphs; each of them goes and comes back. */
class TwoCertifiersIT {
  private static final long SEED = 20_260_302;
  private static final int GRAPHS = 10;
  private static final int PARTITIONS = 4;
  private static final int NODES = 120;
  private static final int CHANGES = 24;
  private static final int ACTS = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern RESTORED = Pattern.compile("Partition (\\d) restored: [1-9]");

  private final Map<String, List<UpdateScript.Step>> scripts = new LinkedHashMap<>();
  private final Map<String, Integer> sent = new LinkedHashMap<>();

  @Test
  void tenGraphsAreSharedAndEachInstanceMayGoAndComeBack(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    for (int k = 0; k < GRAPHS; k++) {
      String graphId = "graph-" + k;
      scripts.put(graphId, UpdateScript.of(graphId, dataset, CHANGES, SEED + k));
    }
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers(), PARTITIONS);
        ScriptFeed feed = new ScriptFeed(broker.bootstrapServers())) {
      configure(folder, broker, "one");
      configure(folder, broker, "two");

      share(folder, feed, committed);

      committed.readAll();
      assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
      int checked = 0;
      for (Map.Entry<String, List<UpdateScript.Step>> script : scripts.entrySet()) {
        Hindsight hindsight =
            new Hindsight(script.getKey(), dataset.attributeSpec(), script.getValue(), committed);
        hindsight.check();
        checked += hindsight.checked();
      }
      System.out.printf(
          "TwoCertifiersIT: %d graphs, %d records held against them, 0 violations%n",
          GRAPHS, checked);
    }
  }

  private void share(Path folder, ScriptFeed feed, Committed committed) {
    try (Program one = serve(folder, "one")) {
      one.awaitOutput(PATIENCE, "Certifying");
      send(feed, 1);
      one.awaitThat(PATIENCE, () -> committed.records() > 0);
      try (Program two = serve(folder, "two")) {
        two.awaitThat(PATIENCE, () -> restored(two) > 0);
        send(feed, 2);
        long before = committed.records();
        two.awaitThat(PATIENCE, () -> committed.records() > before);

        one.kill();
        two.awaitThat(PATIENCE, () -> committed.inputDone() && restored(two) == feed.partitions());

        try (Program again = serve(folder, "one")) {
          again.awaitThat(PATIENCE, () -> restored(again) > 0);
          send(feed, 3);
          two.close();
          again.awaitThat(PATIENCE, () -> restored(again) == feed.partitions());
          send(feed, ACTS);
          again.awaitThat(
              PATIENCE,
              () ->
                  committed.inputDone()
                      && committed.settled(scripts.keySet().toArray(String[]::new)));
        }
      }
    }
  }

  /** Sends of every script what belongs to the acts up to this one, the graphs in turns. */
  private void send(ScriptFeed feed, int act) {
    scripts.forEach(
        (graphId, script) -> {
          int end = script.size() * act / ACTS;
          feed.send(graphId, script.subList(sent.getOrDefault(graphId, 0), end));
          sent.put(graphId, end);
        });
  }

  /** Partitions that an instance has told to have brought back with graphs in them. */
  private static long restored(Program program) {
    return RESTORED
        .matcher(program.output())
        .results()
        .map(found -> found.group(1))
        .distinct()
        .count();
  }

  private static Program serve(Path folder, String instance) {
    return Program.start(folder, "serve", "--config", instance + ".yaml");
  }

  /** Sessions end soon; a stop hands the graphs over. */
  private static void configure(Path folder, EmbeddedBroker broker, String instance)
      throws IOException {
    Files.writeString(
        folder.resolve(instance + ".yaml"),
        """
        kafka:
          bootstrap.servers: %s
          consumer: {max.poll.records: 5, session.timeout.ms: 6000, heartbeat.interval.ms: 1000}
          producer: {transaction.timeout.ms: 5000, delivery.timeout.ms: 5000, request.timeout.ms: 4000}
        topics: {partitions: %d}
        instance-id: %s
        failover: {standby: %s, leave-on-stop: true}
        model: %s
        regions: {count: 2}
        smoothing: {device: cpu, samples: 100, selection-samples: 20}
        collective: {grid: {additions: 0, deletions: 1}}
        management: {port: 0}
        """
            .formatted(
                broker.bootstrapServers(),
                PARTITIONS,
                instance,
                instance.equals("two"),
                folder.resolve("model")));
  }
}
