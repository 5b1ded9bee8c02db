package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.cli.certify.RegionChoice;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.NoiseRangeConverter;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import io.ringfence.hosting.build.BuildInfo;
import io.ringfence.smoothing.KernelCeilings;
import io.ringfence.smoothing.KernelCost;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.ParallelSmoother;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the CPU kernel on all nodes of a graph. */
@Command(
    name = "smoothing",
    description = {
      "Measures how fast noisy graphs are drawn and classified on the CPU.",
      "One sample is one noisy graph for every region, for all nodes of the graph."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence bench smoothing --dataset vectors/cora_ml --model models/gcn \\",
      "    --regions vectors/cora_ml/metis5_labels.npy --ranks vectors/cora_ml/metis5_rank.npy \\",
      "    --add-noise 0.01 --delete-noise 0.6:0.95 --threads 1 --json bench.json"
    })
public final class SmoothingBenchCommand implements Callable<Integer> {
  private static final long SEED = 1;
  private static final int FEW_REGIONS = 5;
  private static final int MANY_REGIONS = 50;

  @Option(
      names = "--dataset",
      required = true,
      paramLabel = "DATASET",
      converter = DatasetSource.Converter.class,
      description = "The graph: " + DatasetSource.KINDS + ".")
  private DatasetSource source = new DatasetSource("");

  @Option(
      names = "--model",
      required = true,
      paramLabel = "DIR",
      description = "Model bundle: a folder with model.json and its weights.")
  private Path model = Path.of("");

  @Option(
      names = "--regions",
      paramLabel = "K|FILE.npy",
      defaultValue = "5",
      description =
          "Number of regions to grow, or the region of each node (default: ${DEFAULT-VALUE}).")
  private String regions = "";

  @Option(
      names = "--ranks",
      paramLabel = "FILE.npy",
      description = "At (c, j) the rank of region j seen from region c, 0 for c itself.")
  private @Nullable Path ranks;

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
      names = "--threads",
      paramLabel = "N",
      defaultValue = "1",
      description = "Threads, each on its own samples (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "64",
      description = "Samples per round (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--rounds",
      paramLabel = "N",
      defaultValue = "7",
      description = "Rounds; the median counts (default: ${DEFAULT-VALUE}).")
  private int rounds;

  @Option(
      names = "--updates",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Random updates of each kind; of the part scale a tenth of them (default: ${DEFAULT-VALUE}).")
  private int updates;

  @Option(
      names = "--cap",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Part update: most samples of a node, adaptive (default: ${DEFAULT-VALUE}).")
  private int cap;

  @Option(
      names = "--scale-nodes",
      paramLabel = "SMALL,LARGE",
      split = ",",
      arity = "1",
      defaultValue = "10000,100000",
      description = "Part scale: nodes of the two generated graphs (default: ${DEFAULT-VALUE}).")
  private int[] scaleNodes = {};

  @Option(
      names = "--only",
      paramLabel = "PART",
      split = ",",
      description = "Measure some parts only: ${COMPLETION-CANDIDATES}.")
  private Set<Part> only = EnumSet.allOf(Part.class);

  @Option(names = "--json", paramLabel = "FILE", description = "Where the figures go as JSON.")
  private @Nullable Path json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public SmoothingBenchCommand() {}

  @Override
  public Integer call() throws IOException {
    require(threads >= 1, "--threads is %s; it must be at least 1.", threads);
    require(samples >= 1, "--samples is %s; it must be at least 1.", samples);
    require(rounds >= 1, "--rounds is %s; it must be at least 1.", rounds);
    require(updates >= 1, "--updates is %s; it must be at least 1.", updates);
    require(cap >= 1, "--cap is %s; it must be at least 1.", cap);
    require(
        scaleNodes.length == 2,
        "--scale-nodes names %s graphs; name two sizes, for example 10000,100000.",
        scaleNodes.length);
    Dataset dataset = source.read();
    Model loaded = ModelBundle.load(model).model();
    SmoothingFigures figures = new SmoothingFigures();
    if (only.contains(Part.SPEED)) {
      RegionAssignment given =
          new RegionChoice(regions, Optional.ofNullable(ranks)).assign(dataset, SEED);
      SmoothingTask task = task(dataset, given);
      loaded.requireFits(task.subgraph());
      try (Stopwatch watch = new Stopwatch(loaded, threads)) {
        figures.speed(watch.measure(List.of(task), rounds).get(0));
      }
      figures.ceiling(KernelCost.perSample(loaded, task), KernelCeilings.measure());
    }
    if (only.contains(Part.REGIONS)) {
      List<SmoothingTask> tasks =
          List.of(grown(dataset, FEW_REGIONS), grown(dataset, MANY_REGIONS));
      try (Stopwatch watch = new Stopwatch(loaded, threads)) {
        List<Stopwatch.Reading> readings = watch.measure(tasks, rounds);
        figures.regions(readings.get(0), readings.get(1));
      }
    }
    if (only.contains(Part.UPDATE)) {
      update(dataset, loaded, figures);
    }
    if (only.contains(Part.SCALE)) {
      new ScaleCost(additions, deletions, samples, threads)
          .measure(scaleNodes[0], scaleNodes[1], Math.max(1, updates / 10), figures);
    }
    print(figures);
    return 0;
  }

  private void update(Dataset dataset, Model loaded, SmoothingFigures figures) throws IOException {
    RegionAssignment given =
        new RegionChoice(regions, Optional.ofNullable(ranks)).assign(dataset, SEED);
    NoiseSchedule schedule = NoiseSchedules.byRank(given.ranks(), additions, deletions);
    try (ParallelSmoother smoother = new ParallelSmoother(loaded, threads)) {
      new UpdateCost(
              dataset,
              loaded,
              (graph, ids) -> new EpochPlanner.EpochPlan(given, schedule),
              SamplingRule.adaptive(Classifier.VOTES, 200, cap, LiveRun.TARGETS),
              smoother::smooth)
          .measure(updates, figures);
    }
  }

  private SmoothingTask grown(Dataset dataset, int count) {
    return task(dataset, RegionPlanner.balanced(count, SEED).plan(dataset.adjacency()));
  }

  private SmoothingTask task(Dataset dataset, RegionAssignment assignment) {
    NoiseSchedule schedule = NoiseSchedules.byRank(assignment.ranks(), additions, deletions);
    List<Integer> all = IntStream.range(0, assignment.regionOf().size()).boxed().toList();
    return new SmoothingTask(
        dataset.toSubgraph(assignment.regionOf()),
        schedule,
        all,
        new SampleRange(0, samples),
        SEED);
  }

  private void print(SmoothingFigures figures) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    figures.print(out);
    out.flush();
    if (json != null) {
      ObjectNode root = figures.toJson();
      root.put("dataset", source.text());
      root.put("model", model.toString());
      root.put("regions", regions);
      root.put("addNoise", additions.min() + ":" + additions.max());
      root.put("deleteNoise", deletions.min() + ":" + deletions.max());
      root.put("threads", threads);
      root.put("samplesPerRound", samples);
      root.put("rounds", rounds);
      root.put("updates", updates);
      root.put("cap", cap);
      root.put("commit", BuildInfo.current().commit());
      root.put("java", Runtime.version().toString());
      new ObjectMapper().writerWithDefaultPrettyPrinter().writeValue(json.toFile(), root);
    }
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }
}
