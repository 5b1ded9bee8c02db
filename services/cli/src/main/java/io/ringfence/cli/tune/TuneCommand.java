package io.ringfence.cli.tune;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.cli.certify.BatchCertification;
import io.ringfence.cli.certify.BudgetList;
import io.ringfence.cli.certify.Device;
import io.ringfence.cli.certify.TargetChoice;
import io.ringfence.cli.console.Progress;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.NoiseKind;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.Smoother;
import io.ringfence.solver.OrToolsCollectiveSolver;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Tries combinations of noise, regions and samples and writes the best one as a configuration. */
@Command(
    name = "tune",
    description = {
      "Finds noise, regions and samples for a model and a graph, within a time.",
      "Tries all combinations with few samples, the better half with more, and so on. The chosen one has the"
          + " largest mean certified share over the budgets among those that lose little accuracy;"
          + " shares count right predictions where labels exist.",
      Wording.HONESTY,
      "The same command goes on where it stopped."
    },
    footerHeading =
        "%nFiles in --out: ringfence.yaml (for serve), tune.html, summary.json, trials.jsonl%n%nExamples:%n",
    footer = {
      "  A generated graph under a model trained for it:",
      "    ringfence tune --dataset generated:500 --model models/demo --time 5m --out tuned",
      "    ringfence serve --config tuned/ringfence.yaml",
      "  Chosen regions and noise, one target budget:",
      "    ringfence tune --dataset vectors/cora_ml --model models/appnp --regions 5,10 \\",
      "      --delete-noise '0.4:0.8;0.6:0.95' --add-noise '0.01;0.05' --budgets 0,5 --time 1h --out tuned",
      "  Real-valued attributes, distances:",
      "    ringfence tune --dataset generated-real:500 --model models/real --noise gaussian \\",
      "      --scales '0.1:0.5;0.25:1' --distances '0.25;1' --out tuned"
    })
public final class TuneCommand implements Callable<Integer> {
  private static final long SEARCH_NODES = 200_000;
  private static final int SHOWN = 24;

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

  @Option(names = "--out", required = true, paramLabel = "DIR", description = "Where results go.")
  private Path out = Path.of("");

  @Mixin private SpaceOptions space = new SpaceOptions();

  @Option(
      names = "--targets",
      paramLabel = "FILE.npy|test|all",
      defaultValue = "test",
      description = "Nodes to certify; files hold indices from 0 (default: ${DEFAULT-VALUE}).")
  private String targets = "";

  @Option(
      names = "--budgets",
      paramLabel = "A,D;A,D;...",
      defaultValue = "0,3;1,0",
      converter = BudgetList.Pairs.class,
      description =
          "Budgets at which certificates are wanted, additions and deletions (default: ${DEFAULT-VALUE}).")
  private BudgetList budgets = new BudgetList(List.of());

  @Option(
      names = "--distances",
      paramLabel = "R;R;...",
      defaultValue = "0.25;1",
      converter = BudgetList.Distances.class,
      description =
          "The same under gaussian (Euclidean) and uniform noise (sum of differences) (default: ${DEFAULT-VALUE}).")
  private BudgetList.DistanceList distances = new BudgetList.DistanceList(List.of());

  @Option(
      names = "--accuracy-loss",
      paramLabel = "L",
      defaultValue = "0.02",
      description =
          "How far the chosen smoothed accuracy may lie below the best (default: ${DEFAULT-VALUE}).")
  private double accuracyLoss;

  @Option(
      names = "--classifier",
      paramLabel = "votes|scores",
      defaultValue = "votes",
      description =
          "The class predicted most often under noise, or that of the largest mean score (default: ${DEFAULT-VALUE}).")
  private Classifier classifier = Classifier.VOTES;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "0.01",
      description =
          "Probability that any certificate of one trial is wrong, shared among the targets (default: ${DEFAULT-VALUE}).")
  private double alpha;

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
      description = "The same seed gives the same trials (default: ${DEFAULT-VALUE}).")
  private long seed;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public TuneCommand() {}

  @Override
  public Integer call() throws IOException {
    requireSound();
    List<Rung> ladder = space.ladder();
    Dataset dataset = source.read();
    NoiseKind kind = space.noise().orElse(NoiseKind.usual(dataset.attributeSpec()));
    kind.requireSuits(dataset.attributeSpec(), source.text());
    List<Combination> order = SpreadOrder.of(space.combinations(kind, dataset.nodes()), seed);
    ModelBundle bundle = ModelBundle.load(model);
    Task task = task(dataset, kind);
    ServeYaml yaml = new ServeYaml(model, task);
    order.forEach(combination -> yaml.of(combination, ladder.get(0)));
    Map<String, String> inputs =
        Inputs.of(dataset, bundle, task, order, ladder, accuracyLoss, deviceName());
    TrialLog log = TrialLog.open(out, inputs, order);
    Tuning tuning = new Tuning(order, ladder, accuracyLoss, space.time(), System::nanoTime);
    Tuning.Outcome outcome = run(tuning, dataset, bundle, task, log);
    Choice choice = new Choice(outcome.trials(), accuracyLoss);
    new TuneFiles(
            dataset.name(), task, yaml, inputs, spec.commandLine().getParseResult().originalArgs())
        .write(out, choice, outcome);
    print(choice, outcome, task);
    return 0;
  }

  private Tuning.Outcome run(
      Tuning tuning, Dataset dataset, ModelBundle bundle, Task task, TrialLog log)
      throws IOException {
    int workers = threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
    try (Smoother smoother = device.choice().smoother(bundle.model(), workers);
        Progress progress = Progress.start("tuning", "trials", tuning.planned())) {
      BatchCertification certification =
          new BatchCertification(
              smoother::smooth, new OrToolsCollectiveSolver(), total -> samples -> {});
      return tuning.run(
          new CertifiedTrials(dataset, task, certification), log, () -> progress.advance(1));
    }
  }

  private Task task(Dataset dataset, NoiseKind kind) throws IOException {
    List<AttackBudget> wanted =
        kind == NoiseKind.BINARY ? List.copyOf(budgets.budgets()) : distances.budgets();
    return new Task(
        new TargetChoice(targets).of(dataset),
        wanted,
        classifier,
        SearchLimit.ofNodes(SEARCH_NODES),
        alpha,
        seed);
  }

  private String deviceName() {
    return device.name().toLowerCase(Locale.ROOT);
  }

  private void print(Choice choice, Tuning.Outcome outcome, Task task) {
    PrintWriter to = spec.commandLine().getOut();
    new TrialTable(choice, task).lines(SHOWN).forEach(to::println);
    to.println();
    to.println(Wording.counting(choice));
    to.println(Wording.rule(choice));
    to.println(Wording.HONESTY);
    to.println(Wording.progress(outcome));
    to.println("Configuration: " + out.resolve("ringfence.yaml"));
    to.println("Page: " + out.resolve("tune.html"));
    to.flush();
  }

  private void requireSound() {
    require(alpha > 0 && alpha < 0.5, "--alpha is %s; it must lie in (0, 0.5).", alpha);
    require(threads >= 0, "--threads is %s; it must be 0 or more.", threads);
    require(
        accuracyLoss >= 0 && accuracyLoss <= 1,
        "--accuracy-loss is %s; it must lie in [0, 1], for instance 0.02.",
        accuracyLoss);
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }
}
