package io.ringfence.cli.attack;

import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.cli.certify.Device;
import io.ringfence.cli.certify.RegionChoice;
import io.ringfence.cli.input.DatasetSource;
import io.ringfence.cli.input.Fingerprint;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.Smoother;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Tries to break the certificates of a run. */
@Command(
    name = "attack",
    description = {
      "Tries to break the certificates of a run of certify.",
      "Flips chosen and random bits inside the certified radii and judges the smoothed predictions by"
          + " fresh noise, then goes beyond the radii until predictions fall. Ends with exit code 1 if a"
          + " certificate is proven false."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  Twenty certificates of the run in out, half of them the tightest:",
      "    ringfence attack --result out --nodes 20",
      "  Two nodes, on a copy of graph and model elsewhere:",
      "    ringfence attack --result out --node-ids n17,n23 --dataset data/cora --model models/appnp"
    })
public final class AttackCommand implements Callable<Integer> {
  @Option(
      names = "--result",
      required = true,
      paramLabel = "DIR",
      description = "Folder that certify wrote: summary.json, certificates.jsonl, collective.json.")
  private Path result = Path.of("");

  @Option(
      names = "--dataset",
      paramLabel = "DATASET",
      converter = DatasetSource.Converter.class,
      description = "The graph, if it is not where certify found it: " + DatasetSource.KINDS + ".")
  private @Nullable DatasetSource dataset;

  @Option(
      names = "--model",
      paramLabel = "DIR",
      description = "The model bundle, if it is not where certify found it.")
  private @Nullable Path model;

  @Option(
      names = "--regions",
      paramLabel = "K|FILE.npy",
      description = "The regions, if they are not where certify found them.")
  private @Nullable String regions;

  @Option(
      names = "--ranks",
      paramLabel = "FILE.npy",
      description = "The ranks, if they are not where certify found them.")
  private @Nullable Path ranks;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "10",
      description =
          "Certificates to attack, the tightest and random ones in equal parts (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--node-ids",
      paramLabel = "ID",
      split = ",",
      description = "Attack the certificates of these nodes instead.")
  private List<String> nodeIds = new ArrayList<>();

  @Option(
      names = "--collective",
      paramLabel = "N",
      defaultValue = "2",
      description =
          "Collective budgets to attack with all certified targets (default: ${DEFAULT-VALUE}).")
  private int collective;

  @Option(
      names = "--samples",
      paramLabel = "N",
      defaultValue = "1600",
      description = "Most noisy graphs for one verdict (default: ${DEFAULT-VALUE}).")
  private int samples;

  @Option(
      names = "--cap",
      paramLabel = "N",
      defaultValue = "64",
      description = "Most flips against one node (default: ${DEFAULT-VALUE}).")
  private int cap;

  @Option(
      names = "--alpha",
      paramLabel = "A",
      defaultValue = "0.01",
      description =
          "Probability that any verdict inside a budget is wrong (default: ${DEFAULT-VALUE}).")
  private double alpha;

  @Option(
      names = "--device",
      paramLabel = "auto|cpu|gpu",
      defaultValue = "auto",
      description = "Where the model runs (default: ${DEFAULT-VALUE}).")
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
      description = "The same seed makes the same attacks (default: ${DEFAULT-VALUE}).")
  private long seed;

  @Option(names = "--json", description = "Print everything as JSON.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public AttackCommand() {}

  @Override
  public Integer call() throws IOException {
    requireSound();
    CertifiedRun run = CertifiedRun.read(result);
    ModelBundle bundle =
        ModelBundle.load(Optional.ofNullable(model).orElse(Path.of(run.text("/model/path"))));
    run.requireSame("model", "/model/fingerprint", bundle.fingerprint());
    DatasetSource source =
        dataset == null ? new DatasetSource(run.text("/graph/dataset")) : dataset;
    Dataset graph = source.read();
    RegionAssignment assignment = regions(run).assign(graph, run.summary().path("seed").asLong());
    Subgraph whole = graph.toSubgraph(assignment.regionOf());
    run.requireSame("graph with its regions", "/graph/fingerprint", Fingerprint.of(whole));
    BinaryNoiseSchedule schedule =
        BinaryNoiseSchedule.require(
            NoiseSchedules.byRank(
                assignment.ranks(), range(run, "additions"), range(run, "deletions")));
    run.requireSame("noise schedule", "/noise/scheduleId", schedule.fingerprint());
    Campaign.Plan plan = new Campaign.Plan(nodes, nodeIds, collective, samples, cap, alpha, seed);
    try (Smoother smoother = device.choice().smoother(bundle.model(), threads())) {
      return tell(new Campaign(whole, bundle.model(), schedule, smoother, plan).run(run));
    }
  }

  private RegionChoice regions(CertifiedRun run) {
    String recorded = run.text("/graph/ranksFrom");
    return new RegionChoice(
        Optional.ofNullable(regions).orElseGet(() -> run.text("/graph/regionsFrom")),
        Optional.ofNullable(ranks)
            .or(() -> recorded.isEmpty() ? Optional.empty() : Optional.of(Path.of(recorded))));
  }

  private static NoiseRange range(CertifiedRun run, String kind) {
    return new NoiseRange(
        run.summary().at("/noise/" + kind + "/min").asDouble(),
        run.summary().at("/noise/" + kind + "/max").asDouble());
  }

  private int tell(AttackResults results) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    if (json) {
      out.println(
          new ObjectMapper().writerWithDefaultPrettyPrinter().writeValueAsString(results.toJson()));
      out.flush();
    } else {
      results.print(out);
    }
    return results.broken() == 0 ? 0 : CommandLine.ExitCode.SOFTWARE;
  }

  private int threads() {
    return threads == 0 ? Runtime.getRuntime().availableProcessors() : threads;
  }

  private void requireSound() {
    require(nodes >= 0, "--nodes is %s; it must be 0 or more.", nodes);
    require(collective >= 0, "--collective is %s; it must be 0 or more.", collective);
    require(samples >= 1, "--samples is %s; it must be at least 1.", samples);
    require(cap >= 1, "--cap is %s; it must be at least 1.", cap);
    require(alpha > 0 && alpha < 0.5, "--alpha is %s; it must lie in (0, 0.5).", alpha);
    require(threads >= 0, "--threads is %s; it must be 0 or more.", threads);
  }

  private void require(boolean holds, String message, Object value) {
    if (!holds) {
      throw new CommandLine.ParameterException(spec.commandLine(), message.formatted(value));
    }
  }
}
