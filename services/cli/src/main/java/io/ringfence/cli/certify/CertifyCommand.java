package io.ringfence.cli.certify;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.cli.console.Progress;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.NoiseKind;
import io.ringfence.cli.input.NoiseRangeConverter;
import io.ringfence.cli.input.ScaleRangeConverter;
import io.ringfence.cli.report.Report;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.ScaleRange;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.Smoother;
import io.ringfence.solver.OrToolsCollectiveSolver;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Certifies a graph that stands still and writes the certificates to files. */
@Command(
    name = "certify",
    description = {
      "Certifies the predictions of a model on a graph that stands still.",
      "For each target: how many attribute changes its prediction survives. For all targets together:"
          + " how many survive an adversary who spends one budget on the whole graph."
    },
    footerHeading =
        "%nFiles in --out: summary.json, certificates.jsonl, collective.json, compare.json%n%nExamples:%n",
    footer = {
      "  All nodes of a generated graph under a model trained for it, 8 regions:",
      "    ringfence certify --dataset generated --model models/demo --regions 8 --targets all --out out",
      "  A citation graph, given regions and ranks, a grid of budgets:",
      "    ringfence certify --dataset vectors/cora_ml --model models/appnp \\",
      "      --regions vectors/cora_ml/metis5_labels.npy --ranks vectors/cora_ml/metis5_rank.npy \\",
      "      --add-noise 0.01 --delete-noise 0.6:0.95 --samples 2000 --grid 2x10 --out out",
      "  A report with plots, weaker certificates beside:",
      "    ringfence certify --dataset generated --model models/demo --grid 3x10 --out out \\",
      "      --compare --report report.html"
    })
public final class CertifyCommand implements Callable<Integer> {
  private static final int RADIUS_CAP = 100;

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
      description =
          "At (c, j) the rank of region j seen from region c, 0 for c itself; without it ranks come from distances.")
  private @Nullable Path ranks;

  @Option(
      names = "--add-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.01",
      converter = NoiseRangeConverter.class,
      description =
          "Probability that a zero becomes a one, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private NoiseRange additions = new NoiseRange(0, 0);

  @Option(
      names = "--delete-noise",
      paramLabel = "MIN:MAX",
      defaultValue = "0.6:0.95",
      converter = NoiseRangeConverter.class,
      description =
          "Probability that a one becomes a zero, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private NoiseRange deletions = new NoiseRange(0, 0);

  @Option(
      names = "--noise",
      paramLabel = "binary|gaussian|uniform",
      defaultValue = "binary",
      description =
          "Flips of bits, or what is added to real-valued attributes (default: ${DEFAULT-VALUE}).")
  private NoiseKind noise = NoiseKind.BINARY;

  @Option(
      names = "--scales",
      paramLabel = "MIN:MAX",
      defaultValue = "0.25:1",
      converter = ScaleRangeConverter.class,
      description =
          "For gaussian noise the standard deviation, for uniform the half width, least to most over the ranks (default: ${DEFAULT-VALUE}).")
  private ScaleRange scales = new ScaleRange(1, 1);

  @Option(
      names = "--distances",
      paramLabel = "R;R;...",
      defaultValue = "0.1;0.25;0.5;1",
      converter = BudgetList.Distances.class,
      description =
          "Budgets under gaussian (Euclidean) and uniform noise (sum of differences) (default: ${DEFAULT-VALUE}).")
  private BudgetList.DistanceList distances = new BudgetList.DistanceList(List.of());

  @Option(
      names = "--classifier",
      paramLabel = "votes|scores",
      defaultValue = "votes",
      description =
          "The class predicted most often under noise, or that of the largest mean score (default: ${DEFAULT-VALUE}).")
  private Classifier classifier = Classifier.VOTES;

  @Option(
      names = "--adaptive",
      description =
          "Stop a target once it is settled at all budgets; --samples is then the most it gets.")
  private boolean adaptive;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "2000",
      description = "Noisy graphs per region for the bounds (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--selection-samples",
      paramLabel = "N",
      defaultValue = "200",
      description =
          "Further noisy graphs per region that choose the classes (default: ${DEFAULT-VALUE}).")
  private int selectionSamples;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "0.01",
      description =
          "Probability that any certificate is wrong, shared among the targets (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--targets",
      paramLabel = "FILE.npy|test|all",
      defaultValue = "test",
      description = "Nodes to certify; files hold indices from 0 (default: ${DEFAULT-VALUE}).")
  private String targets = "";

  @ArgGroup private Budgets budgets = new Budgets();

  @Option(
      names = "--search-nodes",
      paramLabel = "N",
      defaultValue = "200000",
      description =
          "Longest exact search for one budget; past it a proven bound is given (default: ${DEFAULT-VALUE}).")
  private long searchNodes;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      description =
          "Where the model runs; auto takes a GPU when there is one (default: ${DEFAULT-VALUE}).")
  private Device device = Device.AUTO;

  @Option(
      names = "--threads",
      paramLabel = "N",
      defaultValue = "0",
      description = "Threads for smoothing; 0 means one per processor (default: ${DEFAULT-VALUE}).")
  private int threads;

  @Option(
      names = "--seed",
      paramLabel = "S",
      defaultValue = "1",
      description = "The same seed gives the same certificates (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go.")
  private Path out = Path.of("");

  @Option(
      names = "--compare",
      description =
          "Put weaker certificates beside: the linear family alone, and the least noise everywhere with as many forward passes; compare.json.")
  private boolean compare;

  @Option(
      names = "--report",
      paramLabel = "FILE.html",
      description = "Write a report with plots, one file that needs no network.")
  private @Nullable Path report;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public CertifyCommand() {}

  @Override
  public Integer call() throws IOException {
    requireSound();
    long started = System.nanoTime();
    ResultFiles files = new ResultFiles(out);
    Dataset dataset = source.read();
    ModelBundle bundle = ModelBundle.load(model);
    RegionAssignment assignment =
        new RegionChoice(regions, Optional.ofNullable(ranks)).assign(dataset, seed);
    NoiseSchedule schedule = schedule(assignment);
    BatchPlan plan =
        new BatchPlan(
            dataset.toSubgraph(assignment.regionOf()),
            schedule,
            new TargetChoice(targets).of(dataset),
            sampling(),
            alpha,
            budgets(),
            SearchLimit.ofNodes(searchNodes),
            RADIUS_CAP,
            seed);
    bundle.model().requireFits(plan.graph());
    Duration loading = Duration.ofNanos(System.nanoTime() - started);
    OrToolsCollectiveSolver solver = new OrToolsCollectiveSolver();
    try (Smoother smoother = device.choice().smoother(bundle.model(), threads())) {
      BatchCertification certification =
          new BatchCertification(smoother::smooth, solver, CertifyCommand::progress);
      BatchResult result = certification.run(plan);
      Summary summary = new Summary(dataset, bundle, plan, result, inputs(), loading);
      files.write(dataset, result, summary.toJson());
      summary.print(spec.commandLine().getOut());
      besides(plan, result, files, new ComparisonRun(dataset, solver), certification);
    }
    return 0;
  }

  /** What was asked for beyond the certificates. */
  private void besides(
      BatchPlan plan,
      BatchResult result,
      ResultFiles files,
      ComparisonRun run,
      BatchCertification certification)
      throws IOException {
    if (!compare && report == null) {
      return;
    }
    Comparison comparison =
        compare
            ? run.withIsotropic(
                plan, result, NoiseLevel.of(additions.min(), deletions.min()), certification)
            : run.sameVotes(plan, result);
    if (compare) {
      files.write(comparison.toJson());
      comparison.print(spec.commandLine().getOut());
    }
    if (report != null) {
      Report.write(
          out, comparison.toJson(), spec.commandLine().getParseResult().originalArgs(), report);
      spec.commandLine().getOut().println("Report: " + report);
      spec.commandLine().getOut().flush();
    }
  }

  private NoiseSchedule schedule(RegionAssignment assignment) {
    return switch (noise) {
      case BINARY -> NoiseSchedules.byRank(assignment.ranks(), additions, deletions);
      case GAUSSIAN ->
          NoiseSchedules.byRank(assignment.ranks(), RealNoiseSchedule.Kind.GAUSSIAN, scales);
      case UNIFORM ->
          NoiseSchedules.byRank(assignment.ranks(), RealNoiseSchedule.Kind.UNIFORM, scales);
    };
  }

  private SamplingRule sampling() {
    return adaptive
        ? SamplingRule.adaptive(classifier, selectionSamples, samples, budgets())
        : SamplingRule.fixed(classifier, selectionSamples, samples);
  }

  private List<AttackBudget> budgets() {
    return noise == NoiseKind.BINARY ? List.copyOf(budgets.all()) : distances.budgets();
  }

  private Summary.Inputs inputs() {
    return new Summary.Inputs(
        source.text(),
        model,
        regions,
        Optional.ofNullable(ranks),
        additions,
        deletions,
        targets,
        device,
        threads());
  }

  private int threads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private static BatchCertification.Steps progress(long total) {
    Progress progress = Progress.start("smoothing", "samples", total);
    return new BatchCertification.Steps() {
      @Override
      public void done(long samples) {
        progress.advance(samples);
      }

      @Override
      public void close() {
        progress.close();
      }
    };
  }

  private void requireSound() {
    require(samples >= 1, "--samples is %s; it must be at least 1.", samples);
    require(
        selectionSamples >= 1,
        "--selection-samples is %s; it must be at least 1.",
        selectionSamples);
    require(alpha > 0 && alpha < 0.5, "--alpha is %s; it must lie in (0, 0.5).", alpha);
    require(
        noise == NoiseKind.BINARY || !(compare || report != null),
        "--noise is %s; --compare and --report know bits only, leave them out.",
        noise.name().toLowerCase(Locale.ROOT));
    require(threads >= 0, "--threads is %s; it must be 0 or more.", threads);
    require(searchNodes >= 0, "--search-nodes is %s; it must be 0 or more.", searchNodes);
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }

  /** One way or the other to name budgets. */
  static final class Budgets {
    private static final BudgetList USUAL = new BudgetList.Pairs().convert("0,1;0,3;1,0");

    @Option(
        names = "--budgets",
        paramLabel = "A,D;A,D;...",
        converter = BudgetList.Pairs.class,
        description =
            "Budgets of the collective certificate, additions and deletions (default: 0,1;0,3;1,0).")
    private @Nullable BudgetList pairs;

    @Option(
        names = "--grid",
        paramLabel = "AxD",
        converter = BudgetList.Grid.class,
        description = "All budgets from 0,0 to A,D.")
    private @Nullable BudgetList grid;

    List<Budget> all() {
      return Optional.ofNullable(pairs).or(() -> Optional.ofNullable(grid)).orElse(USUAL).budgets();
    }
  }
}
