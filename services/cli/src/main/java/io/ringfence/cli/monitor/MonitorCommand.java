package io.ringfence.cli.monitor;

import io.ringfence.monitor.Monitor;
import io.ringfence.monitor.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a monitor until it is told to stop. */
@Command(
    name = "monitor",
    description =
        "Show what is certified, as a page, over REST and as events, and raise alerts, until"
            + " interrupted. Reads Kafka only; start it before or after the certifiers.",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence monitor --config monitor.yaml",
      "  RINGFENCE_SERVER_PORT=9000 ringfence monitor --config monitor.yaml"
    })
public final class MonitorCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration; deploy/monitor.example.yaml has every key.")
  private Path config = Path.of("");

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public MonitorCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException {
    MonitorConfiguration configuration = new ConfigurationLoader().load(config, System.getenv());
    CountDownLatch stopped = new CountDownLatch(1);
    try (Monitor monitor = Monitor.start(configuration)) {
      Runtime.getRuntime()
          .addShutdownHook(
              new Thread(
                  () -> {
                    monitor.close();
                    stopped.countDown();
                  },
                  "ringfence-shutdown"));
      say(
          "Monitoring %s at %s; health at http://%s:%d/health/ready"
              .formatted(
                  configuration.topics().nodeCertificates(),
                  monitor.address(),
                  configuration.management().host(),
                  monitor.managementPort()));
      stopped.await();
      return CommandLine.ExitCode.OK;
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
