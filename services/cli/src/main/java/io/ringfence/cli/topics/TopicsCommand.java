package io.ringfence.cli.topics;

import io.ringfence.certifier.CertifierTopics;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.feed.AlertTopic;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Makes the topics of an installation, or says which are missing. */
@Command(
    name = "topics",
    description =
        "Look whether the topics of certifiers (and of a monitor) are there and fit, and with --create"
            + " make those that are missing. For services that may not create topics themselves"
            + " (topics.create: false). The model is not needed.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence topics --config ringfence.yaml          (look, change nothing)",
      "  ringfence topics --config ringfence.yaml --monitor monitor.yaml --create"
    })
public final class TopicsCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration of the certifiers; with smoothing.pool.enabled also its topics.")
  private Path config = Path.of("");

  @Option(
      names = "--monitor",
      paramLabel = "FILE",
      description = "Configuration of the monitor: the topic of alerts, too.")
  private @Nullable Path monitor;

  @Option(names = "--create", description = "Create what is missing.")
  private boolean create;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public TopicsCommand() {}

  @Override
  public Integer call() throws IOException {
    CertifierConfiguration configuration = new ConfigurationLoader().load(config, System.getenv());
    CertifierTopics.check(configuration, create);
    say("The certifiers' topics are there: " + CertifierTopics.names(configuration));
    if (monitor != null) {
      MonitorConfiguration watching =
          new io.ringfence.monitor.configuration.ConfigurationLoader()
              .load(monitor, System.getenv());
      alerts(watching).check(create);
      say("The monitor's topic is there: " + watching.topics().robustnessAlerts());
    }
    return CommandLine.ExitCode.OK;
  }

  private static AlertTopic alerts(MonitorConfiguration watching) {
    MonitorConfiguration.Topics names = watching.topics();
    return new AlertTopic(watching.kafka().admin(), names.robustnessAlerts(), names.replication());
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
