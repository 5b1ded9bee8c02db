package io.ringfence.cli.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.hosting.build.BuildInfo;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Measures the monitor with a large, busy graph. */
@Command(
    name = "monitor",
    description = {
      "Measures a monitor in a process of its own, with a heap of --heap MiB: a broker in this process",
      "holds a graph of certificates with five edges a node, then certificates change at a steady rate",
      "while somebody listens to the events."
    },
    footerHeading = "%nExamples:%n",
    footer = "  ringfence bench monitor --nodes 50000 --rate 500 --json monitor.json")
public final class MonitorBenchCommand implements Callable<Integer> {

  @Option(
      names = "--nodes",
      paramLabel = "N",
      defaultValue = "50000",
      description = "Nodes of the graph (default: ${DEFAULT-VALUE}).")
  private int nodes;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "500",
      description = "Changed certificates a second (default: ${DEFAULT-VALUE}).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      defaultValue = "60",
      description = "How long they change (default: ${DEFAULT-VALUE}).")
  private int seconds;

  @Option(
      names = "--heap",
      paramLabel = "MIB",
      defaultValue = "1000",
      description = "Largest heap of the monitor (default: ${DEFAULT-VALUE}).")
  private int heap;

  @Option(names = "--json", paramLabel = "FILE", description = "Writes the figures there, too.")
  private @Nullable Path json;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public MonitorBenchCommand() {}

  @Override
  public Integer call() throws IOException, InterruptedException, ExecutionException {
    require(nodes >= 10, "--nodes is %s; it must be at least 10.", nodes);
    require(rate >= 10, "--rate is %s; it must be at least 10.", rate);
    require(seconds >= 1, "--seconds is %s; it must be at least 1.", seconds);
    require(heap >= 64, "--heap is %s; it must be at least 64.", heap);
    StreamFigures figures = new StreamFigures();
    Path folder = Files.createTempDirectory("ringfence-bench");
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary());
        CertificateTraffic traffic = CertificateTraffic.open(broker.bootstrapServers(), nodes)) {
      say("Writing %d certificates and %d edges …".formatted(nodes, 5 * nodes));
      traffic.begin();
      try (MonitorProcess monitor = MonitorProcess.start(folder, broker.bootstrapServers(), heap)) {
        watch(monitor, traffic, figures);
      }
    } finally {
      TemporaryFolder.delete(folder);
    }
    print(figures);
    return 0;
  }

  private void watch(MonitorProcess monitor, CertificateTraffic traffic, StreamFigures figures)
      throws IOException, InterruptedException {
    figures.put("readSeconds", monitor.awaitReady().toMillis() / 1000.0);
    say("Changing %d certificates a second for %d s …".formatted(rate, seconds));
    try (EventListener listener = EventListener.open(monitor.address())) {
      double cpu = monitor.cpuSeconds();
      long start = System.nanoTime();
      double peak = 0;
      for (int second = 0; second < seconds; second++) {
        traffic.change(rate, Duration.ofSeconds(1));
        peak = Math.max(peak, monitor.heapMiB());
      }
      double took = (System.nanoTime() - start) / 1e9;
      listener.awaitQuiet(Duration.ofSeconds(30));
      figures.put("changesPerSecond", seconds * (double) rate / took);
      figures.put("changesHeard", listener.changes());
      figures.put("eventP50Millis", listener.millis(50));
      figures.put("eventP99Millis", listener.millis(99));
      figures.put("processors", (monitor.cpuSeconds() - cpu) / took);
      figures.put("peakHeapMiB", peak, "under 1,000");
      figures.put("structureMillis", monitor.structureMillis());
    }
  }

  private void print(StreamFigures figures) throws IOException {
    PrintWriter out = spec.commandLine().getOut();
    figures.print(out);
    out.flush();
    if (json != null) {
      ObjectNode root = figures.toJson();
      root.put("nodes", nodes);
      root.put("rate", rate);
      root.put("heapLimitMiB", heap);
      root.put("commit", BuildInfo.current().commit());
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
