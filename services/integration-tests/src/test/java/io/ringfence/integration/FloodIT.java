package io.ringfence.integration;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.integration.committed.CommittedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Ten times as many updates as can be certified one after another, and more bytes than the heap
 * has; on the broker they are small, so that its disk does not set the pace. What is sustainable is
 * measured first: small handfuls of updates, each sent when the one before is settled.
 */
@Tag("faults")
class FloodIT {
  private static final long SEED = 20_261_125;
  private static final String GRAPH = "g";
  private static final String GROUP = "ringfence-certifier";
  private static final int NODES = 300;
  private static final int HANDFUL = 16;
  private static final Duration CALM = Duration.ofSeconds(4);
  private static final int FACTOR = 10;

  /** Updates per second, however slow the machine is. */
  private static final double LEAST = 200;

  /** Longer: {@code -Dringfence.flood.seconds=120}. */
  private static final int SECONDS = Integer.getInteger("ringfence.flood.seconds", 15);

  private static final Duration WAVE = Duration.ofMillis(500);
  private static final long HEAP_BYTES = 1L << 30;
  private static final int LARGEST_RECORD = 900_000;
  private static final Duration PATIENCE = Duration.ofMinutes(2 + SECONDS / 20);

  @Test
  void moreThanCanBeDoneIsDoneAllTheSame(@TempDir Path folder) throws Exception {
    Dataset dataset = GraphGenerator.generate(GeneratorSettings.ofSize(NODES, 1));
    UpdateScript script = UpdateScript.grown(GRAPH, dataset, SEED);
    Program.train(folder, NODES);
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        Committed committed = new Committed(broker.bootstrapServers());
        ScriptFeed feed = ScriptFeed.compressing(broker.bootstrapServers())) {
      configure(folder, broker);
      CommittedReader reader = new CommittedReader(broker.bootstrapServers());
      try (Program server =
          Program.startWith(
              folder,
              "-Xmx1g -XX:+ExitOnOutOfMemoryError",
              "serve",
              "--config",
              "ringfence.yaml")) {
        server.awaitOutput(PATIENCE, "Certifying");
        feed.send(GRAPH, script.steps());
        server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));
        double sustainable = sustainable(server, script, feed, committed);
        List<Integer> generations = reader.generations(GROUP);
        assertThat(generations).isNotEmpty();

        Flood flood = new Flood(Math.max(LEAST, FACTOR * sustainable));
        flood.feed(server, script, feed);
        long behind = feed.sent() - committed.inputPosition();
        server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));

        System.out.printf(
            "FloodIT: %.0f updates/s are sustainable, %d updates of %d MB in %d s, %d behind at the"
                + " end%n",
            sustainable, flood.updates, flood.bytes >> 20, SECONDS, behind);
        assertThat(server.output().contains("are left on the broker for a while"))
            .as("paused at least once")
            .isTrue();
        assertThat(reader.generations(GROUP)).as("no rebalance").isEqualTo(generations);
        assertThat(flood.bytes).as("more than fits into the heap").isGreaterThan(HEAP_BYTES);
      }
      requireTruth(dataset, script, feed, committed);
    }
  }

  private static void requireTruth(
      Dataset dataset, UpdateScript script, ScriptFeed feed, Committed committed) throws Exception {
    committed.readAll();
    assertThat(committed.deadLetters()).containsExactlyInAnyOrderElementsOf(feed.refused());
    Hindsight hindsight = new Hindsight(GRAPH, dataset.attributeSpec(), script.steps(), committed);
    hindsight.check();
    System.out.printf(
        "FloodIT: %d records held against the graph, 0 violations%n", hindsight.checked());
  }

  /** Updates per second of which every handful is applied and all is certified before the next. */
  private static double sustainable(
      Program server, UpdateScript script, ScriptFeed feed, Committed committed) {
    long began = System.nanoTime();
    int updates = 0;
    while (System.nanoTime() - began < CALM.toNanos()) {
      List<UpdateScript.Step> handful = script.more(HANDFUL);
      feed.send(GRAPH, handful);
      updates += handful.size();
      server.awaitThat(PATIENCE, () -> committed.inputDone() && committed.settled(GRAPH));
    }
    return updates / ((System.nanoTime() - began) / 1e9);
  }

  /** Waves of updates that carry blanks, so that all together are larger than the heap. */
  private static final class Flood {
    private final int perWave;
    private final int blanks;
    private int updates;
    private long bytes;

    Flood(double perSecond) {
      perWave = Math.max(1, (int) Math.round(perSecond * WAVE.toMillis() / 1000));
      long all = perWave * (SECONDS * 1000L / WAVE.toMillis());
      // Half of the records, the binary ones, carry none.
      blanks = (int) Math.min(LARGEST_RECORD, 3 * HEAP_BYTES / all);
    }

    void feed(Program server, UpdateScript script, ScriptFeed feed) {
      long began = System.nanoTime();
      for (long wave = 0; wave * WAVE.toMillis() < SECONDS * 1000L; wave++) {
        long due = began + wave * WAVE.toNanos();
        server.awaitThat(PATIENCE, () -> System.nanoTime() >= due);
        List<UpdateScript.Step> steps = script.more(perWave);
        List<UpdateScript.Step> sent = steps.stream().map(this::withBlanks).toList();
        feed.send(GRAPH, sent);
        updates += sent.size();
        for (UpdateScript.Step step : sent) {
          bytes += step.value() == null ? 0 : step.value().length;
        }
      }
    }

    private UpdateScript.Step withBlanks(UpdateScript.Step step) {
      byte[] value = step.value();
      if (value == null || value.length == 0 || value[0] != '{' || !step.taken()) {
        return step;
      }
      byte[] longer = Arrays.copyOf(value, value.length + blanks);
      Arrays.fill(longer, value.length, longer.length, (byte) ' ');
      return new UpdateScript.Step(longer, step.update(), step.taken());
    }
  }

  /** Little may wait, and who does not poll for twenty seconds is out of the group. */
  private static void configure(Path folder, EmbeddedBroker broker) throws IOException {
    Files.writeString(
        folder.resolve("ringfence.yaml"),
        """
        kafka:
          bootstrap.servers: %s
          consumer: {max.poll.interval.ms: 20000, max.poll.records: 100}
        topics: {partitions: 1}
        model: %s
        regions: {count: 3}
        smoothing: {device: cpu, samples: 300, selection-samples: 50}
        collective: {grid: {additions: 1, deletions: 2}}
        planner: {max-nodes-per-task: 100}
        flow: {waiting-bytes: 1000000}
        management: {port: 0}
        """
            .formatted(broker.bootstrapServers(), folder.resolve("model")));
  }
}
