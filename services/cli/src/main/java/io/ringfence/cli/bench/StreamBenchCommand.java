package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.NoiseRangeConverter;
import io.ringfence.cli.input.StandardSplit;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.Split;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.hosting.build.BuildInfo;
import io.ringfence.schemas.Encoding;
import io.ringfence.smoothing.Architecture;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.ParallelSmoother;
import io.ringfence.smoothing.Trainer;
import io.ringfence.smoothing.TrainingNoise;
import io.ringfence.smoothing.TrainingOptions;
import io.ringfence.smoothing.TrainingSet;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the stream from end to end. */
@Command(
    name = "stream",
    description = {
      "Measures the stream from end to end: a broker and a certifier in this process, a graph whose",
      "attributes change, and edges with --edges. One update turns over one bit or changes one edge;",
      "16 bits, and as many edges, differ from the dataset at any time."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence bench stream --json stream.json",
      "  ringfence bench stream --edges 0.01 --json stream.json",
      "  ringfence bench stream --dataset cora_ml.npz --model models/gcn --json stream.json"
    })
public final class StreamBenchCommand implements Callable<Integer> {
  private static final long SEED = 1;

  @Option(
      names = "--dataset",
      defaultValue = "generated:3000",
      paramLabel = "DATASET",
      converter = DatasetSource.Converter.class,
      description = "The graph (default: ${DEFAULT-VALUE}): " + DatasetSource.KINDS + ".")
  private DatasetSource source = new DatasetSource("");

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "Model bundle; without it a small one is trained on the graph.")
  private @Nullable Path model;

  @Option(
      names = "--regions",
      paramLabel = "K",
      defaultValue = "5",
      description = "Number of regions to grow (default: ${DEFAULT-VALUE}).")
  private int regions;

  @Option(
      names = "--add-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.01",
      converter = NoiseRangeConverter.class,
      description = "Probability that a zero becomes a one (default: ${DEFAULT-VALUE}).")
  private NoiseRange additions = new NoiseRange(0, 0);

  @Option(
      names = "--delete-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.6:0.95",
      converter = NoiseRangeConverter.class,
      description = "Probability that a one becomes a zero (default: ${DEFAULT-VALUE}).")
  private NoiseRange deletions = new NoiseRange(0, 0);

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1000",
      description = "Noisy graphs per certification (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "20000",
      description =
          "Updates of each stretch that is as fast as it can be (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "20",
      description = "How long updates come at half that rate (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--warm-up",
      paramLabel = "SECONDS",
      defaultValue = "15",
      description = {
        "How long they come at that rate before, which is shown by itself (default: ${DEFAULT-VALUE}):",
        "code is compiled then, and what the flood before has shortened is certified anew."
      })
  private int warmUp;

  @Option(
      names = "--edges",
      paramLabel = "SHARE",
      defaultValue = "0",
      description = {
        "Share of the updates that put or remove an edge, 0 to 1 (default: ${DEFAULT-VALUE}).",
        "Each revokes the certificates of all nodes that see it."
      })
  private double edges;

  @Option(
      names = "--encoding",
      paramLabel = "json|binary",
      defaultValue = "json",
      description = "Encoding of the certificates (default: ${DEFAULT-VALUE}).")
  private Encoding encoding = Encoding.JSON;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
  private @Nullable Path json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public StreamBenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    require(regions >= 1, "--regions is %s; it must be at least 1.", regions);
    require(samples >= 10, "--samples is %s; it must be at least 10.", samples);
    require(updates >= 100, "--updates is %s; it must be at least 100.", updates);
    require(seconds >= 1, "--seconds is %s; it must be at least 1.", seconds);
    require(warmUp >= 0, "--warm-up is %s; it must be at least 0.", warmUp);
    require(edges >= 0 && edges <= 1, "--edges is %s; it must be from 0 to 1.", edges);
    Dataset dataset = source.read();
    ModelBundle bundle = bundle(dataset);
    StreamFigures figures = new StreamFigures();
    displace(dataset, bundle, figures);
    Path folder = Files.createTempDirectory("ringfence-bench");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
      bundle.save(folder.resolve("model"));
      CertifierConfiguration configuration = configure(folder, broker.bootstrapServers());
      new StreamRun(dataset, configuration, edges, figures, this::say)
          .run(updates, Duration.ofSeconds(warmUp), Duration.ofSeconds(seconds));
    } finally {
      TemporaryFolder.delete(folder);
    }
    print(figures);
    return 0;
  }

  private ModelBundle bundle(Dataset dataset) {
    if (model != null) {
      return ModelBundle.load(model);
    }
    say("Training a model on %d nodes …".formatted(dataset.nodes()));
    Split split = StandardSplit.of(dataset);
    int[] labels =
        IntStream.range(0, dataset.nodes()).map(node -> dataset.label(node).orElse(-1)).toArray();
    TrainingSet set =
        new TrainingSet(
            dataset.adjacency(),
            dataset.attributes(),
            labels,
            dataset.classes(),
            split.train(),
            split.validation());
    TrainingOptions options =
        TrainingOptions.of(Architecture.GCN, SEED)
            .withNoise(
                new TrainingNoise.Flips(
                    List.of(
                        NoiseLevel.of(additions.min(), deletions.min()),
                        NoiseLevel.of(additions.max(), deletions.max()))))
            .withShape(32, 2, 0, 0)
            .withEpochs(120, 40);
    return new Trainer(options).train(set, unused -> {});
  }

  private void displace(Dataset dataset, ModelBundle bundle, StreamFigures figures) {
    say("Displacing certificates on one thread …");
    int threads = Runtime.getRuntime().availableProcessors();
    try (ParallelSmoother smoother = new ParallelSmoother(bundle.model(), threads)) {
      DisplacementRun.Result result =
          new DisplacementRun(dataset, bundle, regions, additions, deletions, samples)
              .run(smoother, updates);
      figures.put("displacementsPerSecond", 1 / result.perUpdate(), "at least 100,000");
      figures.put("displacementCertified", result.certified());
      figures.put("displacementReached", result.reached());
    }
  }

  private CertifierConfiguration configure(Path folder, String bootstrapServers)
      throws IOException {
    String yaml =
        """
        kafka:
          bootstrap.servers: %s
        topics:
          partitions: 1
          replication: 1
        encoding: %s
        model: %s
        regions:
          count: %d
        noise:
          additions: {min: %s, max: %s}
          deletions: {min: %s, max: %s}
        smoothing:
          device: cpu
          samples: %d
          selection-samples: %d
          seed: %d
        collective:
          time-limit: 1s
        management:
          port: 0
        """
            .formatted(
                bootstrapServers,
                encoding == Encoding.JSON ? "json" : "protobuf",
                folder.resolve("model"),
                regions,
                additions.min(),
                additions.max(),
                deletions.min(),
                deletions.max(),
                samples,
                samples / 5 + 1,
                SEED);
    Path file = folder.resolve("ringfence.yaml");
    Files.writeString(file, yaml);
    return new ConfigurationLoader().load(file, Map.of());
  }

  private void print(StreamFigures figures) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    figures.print(out);
    out.flush();
    if (json != null) {
      ObjectNode root = figures.toJson();
      root.put("dataset", source.text());
      root.put("model", model == null ? "trained here" : model.toString());
      root.put("samples", samples);
      root.put("edgeShare", edges);
      root.put("encoding", encoding.name().toLowerCase(Locale.ROOT));
      root.put("processors", Runtime.getRuntime().availableProcessors());
      root.put("commit", BuildInfo.current().commit());
      root.put("java", Runtime.version().toString());
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }
}
