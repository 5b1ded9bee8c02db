package io.ringfence.cli.doctor;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.certifier.CertifierTopics;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.hosting.configuration.InvalidConfigurationException;
import io.ringfence.smoothing.DeviceChoice;
import io.ringfence.stream.StreamException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Looks at what a certifier needs before one is started. */
@Command(
    name = "doctor",
    description = {
      "Check what a certifier needs, and say what to change.",
      "",
      "Configuration, broker, rights and topics, model (sizes, the exporter's scores, field), device, memory and speed. Nothing is changed. Ends with 0 if a certifier would start, else with 1."
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence doctor --config ringfence.yaml --nodes 100000",
      "  ringfence doctor --model models/mine"
    })
public final class DoctorCommand implements Callable<Integer> {

  private static final int DEFAULT_SAMPLES = 2_000;
  private static final int DEFAULT_NODES = 10_000;

  /** Graph and certificates per node, twice, for the next epoch is certified beside. */
  private static final long BYTES_PER_NODE = 2 * 900L;

  /** What smoothing and clients take, whatever the graph. */
  private static final long BYTES_BESIDE = 300L << 20;

  @Option(
      names = "--config",
      paramLabel = "FILE",
      description = "Configuration of the certifier; everything in it is checked.")
  private @Nullable Path config;

  @Option(
      names = "--model",
      paramLabel = "BUNDLE",
      description = "A model bundle, by itself or in place of the configuration's.")
  private @Nullable Path model;

  @Option(
      names = "--nodes",
      paramLabel = "N",
      description = "Nodes of your graph, for memory and speed (default: ${DEFAULT-VALUE}).",
      defaultValue = "" + DEFAULT_NODES)
  private int nodes;

  @Option(names = "--json", description = "Write one JSON object instead of a table.")
  private boolean json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public DoctorCommand() {}

  @Override
  public Integer call() throws IOException {
    if (config == null && model == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "There is nothing to check; name --config or --model.");
    }
    if (nodes < 2) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--nodes is %d; it must be at least 2.".formatted(nodes));
    }
    List<Finding> findings = new ArrayList<>();
    Optional<CertifierConfiguration> configuration = configuration(findings);
    configuration.ifPresent(checked -> broker(checked, findings));
    Optional<Path> bundle =
        Optional.ofNullable(model).or(() -> configuration.map(CertifierConfiguration::model));
    bundle.ifPresent(
        folder ->
            new ModelExamination(folder, device(configuration), threads(configuration), findings)
                .run(
                    configuration.map(c -> c.smoothing().samples()).orElse(DEFAULT_SAMPLES),
                    nodes));
    device(configuration, findings);
    memory(findings);
    boolean well = findings.stream().noneMatch(f -> f.state() == Finding.State.FAILED);
    if (json) {
      write(findings, well);
    } else {
      print(findings, well);
    }
    return well ? CommandLine.ExitCode.OK : CommandLine.ExitCode.SOFTWARE;
  }

  private Optional<CertifierConfiguration> configuration(List<Finding> findings) {
    if (config == null) {
      return Optional.empty();
    }
    try {
      CertifierConfiguration checked = new ConfigurationLoader().load(config, System.getenv());
      findings.add(
          new Finding("configuration", Finding.State.OK, "'%s' is valid".formatted(config)));
      return Optional.of(checked);
    } catch (InvalidConfigurationException | IOException e) {
      findings.add(
          new Finding("configuration", Finding.State.FAILED, String.valueOf(e.getMessage())));
      findings.add(
          new Finding("broker", Finding.State.SKIPPED, "needs a configuration that is valid"));
      return Optional.empty();
    }
  }

  private static void broker(CertifierConfiguration configuration, List<Finding> findings) {
    try {
      CertifierTopics.checkWithRights(configuration);
      findings.add(
          new Finding(
              "broker",
              Finding.State.OK,
              "answers, grants the rights of a certifier and has the topics "
                  + String.join(", ", CertifierTopics.names(configuration))));
    } catch (StreamException e) {
      String remedy =
          configuration.topics().create()
              ? " (missing topics are made at the start, as topics.create says; 'ringfence topics' makes them now)"
              : "";
      findings.add(new Finding("broker", Finding.State.FAILED, e.getMessage() + remedy));
    }
  }

  private static DeviceChoice device(Optional<CertifierConfiguration> configuration) {
    return configuration
        .map(c -> DeviceChoice.valueOf(c.smoothing().device().name()))
        .orElse(DeviceChoice.AUTO);
  }

  private static int threads(Optional<CertifierConfiguration> configuration) {
    int configured = configuration.map(c -> c.smoothing().threads()).orElse(0);
    return configured > 0 ? configured : Runtime.getRuntime().availableProcessors();
  }

  private static void device(
      Optional<CertifierConfiguration> configuration, List<Finding> findings) {
    DeviceChoice device = device(configuration);
    boolean gpu = device != DeviceChoice.CPU && DeviceChoice.gpuFound();
    boolean lacks = device == DeviceChoice.GPU && !gpu;
    findings.add(
        new Finding(
            "device",
            lacks ? Finding.State.FAILED : Finding.State.OK,
            lacks
                ? "smoothing.device is gpu but no CUDA device is found; name a libtorch for CUDA by PYTORCH_LIBRARY_PATH, PYTORCH_VERSION and PYTORCH_FLAVOR, or use cpu"
                : gpu ? "CUDA" : "CPU, %d threads".formatted(threads(configuration))));
  }

  private void memory(List<Finding> findings) {
    long needed = BYTES_BESIDE + BYTES_PER_NODE * nodes;
    long granted = Runtime.getRuntime().maxMemory();
    boolean enough = needed <= granted;
    findings.add(
        new Finding(
            "memory",
            enough ? Finding.State.OK : Finding.State.FAILED,
            String.format(
                Locale.ROOT,
                "%,d nodes with a few edges and some 20 attributes each take about %,d MiB of heap; Java has %,d%s",
                nodes,
                needed >> 20,
                granted >> 20,
                enough ? "" : ". Grant more with -Xmx")));
  }

  private void print(List<Finding> findings, boolean well) {
    PrintWriter out = spec.commandLine().getOut();
    for (Finding finding : findings) {
      out.printf(
          "%-8s %-14s %s%n",
          finding.state(), finding.check(), finding.words().replace("\n", "\n" + " ".repeat(24)));
    }
    out.println(well ? "A certifier would start." : "Correct what FAILED and ask again.");
    out.flush();
  }

  private void write(List<Finding> findings, boolean well) throws IOException {
    ObjectMapper mapper = new ObjectMapper();
    ObjectNode root = mapper.createObjectNode();
    root.put("well", well);
    ArrayNode checks = root.putArray("checks");
    for (Finding finding : findings) {
      checks
          .addObject()
          .put("check", finding.check())
          .put("state", finding.state().name())
          .put("words", finding.words());
    }
    PrintWriter out = spec.commandLine().getOut();
    out.println(mapper.writerWithDefaultPrettyPrinter().writeValueAsString(root));
    out.flush();
  }
}
