package io.ringfence.cli.rules;

import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MaintenanceSettings;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.configuration.RuleSettings;
import io.ringfence.monitor.replay.RuleReplay;
import io.ringfence.monitor.rules.RuleBook;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Replays recorded certificates through rules. */
@Command(
    name = "test",
    description =
        "Replay recorded certificates through alert rules, by the clock of the records, and print what"
            + " would have been raised, with the calculation. Degrees are not known here: no edges are"
            + " read.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence rules test --rules monitor.yaml --recorded demo.ndjson",
      "  ringfence rules test --rules rules.yaml --recorded demo.ndjson --expected alerts.txt",
      "  ringfence rules test --rules rules.yaml --bootstrap localhost:9092 --record now.ndjson",
      "  kcat -b localhost:9092 -J -e -X isolation.level=read_committed -G any node-certificates"
          + " graph-certificates > demo.ndjson"
    })
public final class RulesTestCommand implements Callable<Integer> {

  @Option(
      names = "--rules",
      paramLabel = "FILE",
      required = true,
      description =
          "Rules: a monitor's configuration, of which the keys rules, maintenance, topics and kafka are"
              + " used; without rules the default ones.")
  private Path rules = Path.of("");

  @ArgGroup(multiplicity = "1")
  private Source source = new Source();

  /** Where certificates come from. */
  static final class Source {
    @Option(
        names = "--recorded",
        paramLabel = "FILE",
        required = true,
        description = "A recording: lines as kcat -J writes them, also gzipped (.gz).")
    private @Nullable Path recorded;

    @Option(
        names = "--bootstrap",
        paramLabel = "HOST:PORT",
        required = true,
        description = "A Kafka, of which the certificate topics are read up to now.")
    private @Nullable String bootstrap;

    Source() {}
  }

  @Option(
      names = "--record",
      paramLabel = "FILE",
      description = "Write what was read from Kafka as a recording.")
  private @Nullable Path record;

  @Option(
      names = "--settle",
      paramLabel = "S",
      defaultValue = "60",
      description =
          "Let so many seconds pass after the last record, for what waits (default: ${DEFAULT-VALUE}).")
  private int settle;

  @Option(
      names = "--expect",
      paramLabel = "N",
      description = "Fail (exit code 1) unless exactly so many alerts began.")
  private @Nullable Integer expect;

  @Option(
      names = "--expected",
      paramLabel = "FILE",
      description =
          "Fail (exit code 1) unless exactly these alerts began and ended, in this order: a line each,"
              + " such as 'FIRING community-weakened label 2'; lines with # are comments.")
  private @Nullable Path expected;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public RulesTestCommand() {}

  @Override
  public Integer call() throws IOException {
    if (record != null && source.bootstrap == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--record writes what was read from Kafka; add --bootstrap.");
    }
    if (settle < 0 || settle > 86_400) {
      throw new CommandLine.ParameterException(
          spec.commandLine(), "--settle is %d; it must be 0 to 86400.".formatted(settle));
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.put(
        "RINGFENCE_KAFKA_BOOTSTRAP_SERVERS", source.bootstrap == null ? "none" : source.bootstrap);
    MonitorConfiguration configuration = new ConfigurationLoader().load(rules, environment);
    Recording recording =
        source.recorded == null ? Recording.fetch(configuration) : Recording.read(source.recorded);
    if (record != null) {
      recording.write(record);
    }
    return judge(replay(recording, configuration));
  }

  private Timeline replay(Recording recording, MonitorConfiguration configuration)
      throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    Timeline timeline = new Timeline(out, recording.begin().orElse(Instant.EPOCH));
    RuleBook book =
        new RuleBook(
            configuration.rules().stream().map(RuleSettings::toRule).toList(),
            configuration.maintenance().stream().map(MaintenanceSettings::toWindow).toList(),
            () -> configuration.server().publicAddress());
    RuleReplay replay = new RuleReplay(book, timeline::add);
    recording.play(replay, configuration.topics());
    replay.pass(Duration.ofSeconds(settle));
    out.printf(
        "%d records through %d rules: %d alerts began, %d still fire.%n",
        recording.size(), configuration.rules().size(), timeline.begun(), timeline.firing());
    out.flush();
    return timeline;
  }

  private int judge(Timeline timeline) throws IOException {
    PrintWriter err = spec.commandLine().getErr();
    if (expect != null && timeline.begun() != expect) {
      err.printf("Expected %d alerts, but %d began.%n", expect, timeline.begun());
      return CommandLine.ExitCode.SOFTWARE;
    }
    if (expected != null) {
      List<String> wanted =
          Files.readAllLines(expected).stream()
              .map(String::strip)
              .filter(line -> !line.isEmpty() && !line.startsWith("#"))
              .toList();
      if (!wanted.equals(timeline.words())) {
        err.printf("Expected in '%s':%n", expected);
        wanted.forEach(line -> err.println("  " + line));
        err.println("but there were:");
        timeline.words().forEach(line -> err.println("  " + line));
        return CommandLine.ExitCode.SOFTWARE;
      }
    }
    return CommandLine.ExitCode.OK;
  }
}
