package io.ringfence.cli.replay;

import io.ringfence.cli.console.Progress;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.updates.UpdateWriter;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.schemas.Encoding;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Writes a dataset as a stream of updates. */
@Command(
    name = "replay",
    description = {
      "Writes a dataset to a Kafka topic as a stream of graph updates.",
      "The graph grows node by node, then attributes change and edges move (--churn), then single nodes"
          + " are attacked (--attack)."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Grow a generated graph of 2,000 nodes, 50 updates a second:",
      "    ringfence replay --dataset generated:2000 --graph demo --bootstrap localhost:9092 --rate 50",
      "  The same with real-valued attributes, then 100 small changes:",
      "    ringfence replay --dataset generated-real:2000 --graph real --bootstrap localhost:9092 --churn 100",
      "  Grow a citation graph, then 500 small changes:",
      "    ringfence replay --dataset cora_ml.npz --graph cora --bootstrap localhost:9092 --churn 500",
      "  Attack one node of a graph that is there already, over TLS:",
      "    ringfence replay --dataset cora_ml.npz --graph cora --bootstrap kafka:9093 --skip-growth \\",
      "      --attack node=1,bits=40 --kafka security.protocol=SSL"
    })
public final class ReplayCommand implements Callable<Integer> {
  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DATASET",
      converter = DatasetSource.Converter.class,
      description = "What to replay: " + DatasetSource.KINDS + ".")
  private DatasetSource dataset = new DatasetSource("");

  @Option(
      names = "--graph",
      required = true,
      paramLabel = "ID",
      description = "Graph id, the key of every update.")
  private String graph = "";

  @Option(
      names = "--bootstrap",
      required = true,
      paramLabel = "HOST:PORT",
      description = "Kafka brokers to start from, separated by commas.")
  private String bootstrap = "";

  @Option(
      names = "--topic",
      paramLabel = "TOPIC",
      defaultValue = "graph-updates",
      description = "Where to write (default: ${DEFAULT-VALUE}).")
  private String topic = "";

  @Option(
      names = "--encoding",
      paramLabel = "json|binary",
      defaultValue = "json",
      description = "Encoding of the records (default: ${DEFAULT-VALUE}).")
  private Encoding encoding = Encoding.JSON;

  @Option(
      names = "--rate",
      paramLabel = "R",
      defaultValue = "0",
      description =
          "Updates a second; 0 means as fast as the broker takes them (default: ${DEFAULT-VALUE}).")
  private double rate;

  @Option(
      names = "--batch",
      paramLabel = "N",
      defaultValue = "50",
      description = "Most nodes and edges in one update while growing (default: ${DEFAULT-VALUE}).")
  private int batch;

  @Option(names = "--skip-growth", description = "The graph is there already; only change it.")
  private boolean skipGrowth;

  @Option(
      names = "--churn",
      paramLabel = "N",
      defaultValue = "0",
      description = "Updates of quiet change after the growth (default: ${DEFAULT-VALUE}).")
  private int churn;

  @Option(
      names = "--attack",
      paramLabel = "node=ID[,bits=N]",
      converter = AttackOn.Converter.class,
      description =
          "Flip N attribute bits, or change N real values (default: 20), in and next to a node at the end; may be repeated.")
  private List<AttackOn> attacks = new ArrayList<>();

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same stream (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(
      names = "--kafka",
      paramLabel = "KEY=VALUE",
      description = "Option of Kafka's clients, passed through; may be repeated.")
  private Map<String, String> kafka = new LinkedHashMap<>();

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public ReplayCommand() {}

  @Override
  public Integer call() throws IOException {
    requireSound();
    Dataset read = dataset.read();
    Script script = new Script(read, batch, !skipGrowth, churn, attacks, seed);
    UpdateWriter.Target target = new UpdateWriter.Target(bootstrap, topic, graph, encoding, kafka);
    long updates = write(script, target);
    spec.commandLine()
        .getOut()
        .printf(
            Locale.ROOT,
            "Graph '%s': %,d updates of %s written to '%s'.%n",
            graph,
            updates,
            read,
            topic);
    return 0;
  }

  private long write(Script script, UpdateWriter.Target target) throws IOException {
    long[] updates = {0};
    try (UpdateWriter writer = UpdateWriter.open(target);
        Progress progress = Progress.start("replay", "steps", script.steps())) {
      Pace pace = new Pace(rate);
      script.emit(
          update -> {
            writeAtPace(writer, pace, update);
            progress.advance(update.ops().size());
            updates[0]++;
          });
      writer.flush();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
    return updates[0];
  }

  private static void writeAtPace(UpdateWriter writer, Pace pace, GraphUpdate update) {
    try {
      pace.await();
      writer.write(update);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new UncheckedIOException(new IOException("Interrupted; the stream is incomplete.", e));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void requireSound() {
    require(rate >= 0 && Double.isFinite(rate), "--rate is %s; it must be 0 or more.", rate);
    require(batch >= 1, "--batch is %s; it must be at least 1.", batch);
    require(churn >= 0, "--churn is %s; it must be 0 or more.", churn);
    require(!graph.isBlank(), "--graph is '%s'; a graph needs an id.", graph);
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }
}
