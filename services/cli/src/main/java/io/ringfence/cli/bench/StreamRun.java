package io.ringfence.cli.bench;

import com.sun.management.OperatingSystemMXBean;
import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.cli.updates.UpdateWriter;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.schemas.Encoding;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.HdrHistogram.Histogram;

/**
 * The whole job against a broker: the graph arrives and is certified; attributes, and edges if
 * wanted, change as fast as they are taken, then at half that rate; the certifier stops and starts
 * again.
 */
final class StreamRun {

  private static final String GRAPH = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(10);
  private static final Duration QUIET = Duration.ofSeconds(2);
  private static final int OPEN_CHANGES = 16;
  private static final double STEADY_RATE = 2_500;

  private final Dataset dataset;
  private final CertifierConfiguration configuration;
  private final StreamGauge gauge = new StreamGauge(InstantSource.system());
  private final StreamFigures figures;
  private final Consumer<String> progress;
  private final MixedChurn churn;
  private final OperatingSystemMXBean system =
      (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();

  /**
   * @param edgeShare share of updates that are of edges
   */
  StreamRun(
      Dataset dataset,
      CertifierConfiguration configuration,
      double edgeShare,
      StreamFigures figures,
      Consumer<String> progress) {
    this.dataset = dataset;
    this.configuration = configuration;
    this.figures = figures;
    this.progress = progress;
    this.churn = new MixedChurn(dataset, OPEN_CHANGES, edgeShare, 2);
  }

  /**
   * @param updates of the fastest stretch
   * @param warmUp how long updates come at half the rate before they are measured
   * @param steady how long they are measured at that rate
   */
  void run(int updates, Duration warmUp, Duration steady) throws IOException, InterruptedException {
    try (Certifier certifier = Certifier.start(configuration, gauge);
        UpdateWriter writer = UpdateWriter.open(target())) {
      certify(writer);
      double rate = fast(writer, updates);
      double half = Math.min(STEADY_RATE, rate / 2);
      warmUp(writer, half, warmUp);
      steady(writer, half, steady);
      becomeQuiet(writer);
      requireRunning(certifier);
    }
    restart();
  }

  private UpdateWriter.Target target() {
    return new UpdateWriter.Target(
        configuration.kafka().bootstrapServers(),
        configuration.topics().graphUpdates(),
        GRAPH,
        Encoding.JSON,
        Map.of());
  }

  private static void requireRunning(Certifier certifier) throws IOException {
    if (certifier.done().toCompletableFuture().isDone()) {
      throw new IOException("The certifier ended in the middle: %s.".formatted(certifier.state()));
    }
  }

  private void certify(UpdateWriter writer) throws IOException, InterruptedException {
    progress.accept("Certifying %d nodes …".formatted(dataset.nodes()));
    long began = System.nanoTime();
    List<GraphUpdate> updates = WholeGraph.updates(dataset);
    send(writer, updates);
    awaitApplied(updates.size());
    gauge.await("all nodes are settled", PATIENCE, () -> gauge.reading().quiet());
    figures.put("nodes", dataset.nodes());
    figures.put("certified", gauge.reading().certified());
    figures.put("certifySeconds", (System.nanoTime() - began) / 1e9);
  }

  private void send(UpdateWriter writer, List<GraphUpdate> updates) throws IOException {
    for (GraphUpdate update : updates) {
      writer.write(update);
    }
    writer.flush();
  }

  private void awaitApplied(long updates) throws IOException, InterruptedException {
    gauge.await(
        "%,d updates are committed".formatted(updates),
        PATIENCE,
        () -> gauge.reading().updates() >= updates);
  }

  private double fast(UpdateWriter writer, int updates) throws IOException, InterruptedException {
    progress.accept("Sending %,d updates at once …".formatted(updates));
    List<GraphUpdate> warmUp = churn.next(updates);
    List<GraphUpdate> measured = churn.next(updates);
    long before = gauge.reading().updates();
    send(writer, warmUp);
    awaitApplied(before + warmUp.size());
    StreamGauge.Reading start = gauge.reading();
    long cpu = system.getProcessCpuTime();
    long began = System.nanoTime();
    send(writer, measured);
    awaitApplied(before + warmUp.size() + measured.size());
    double seconds = (System.nanoTime() - began) / 1e9;
    StreamGauge.Reading end = gauge.reading();
    double rate = measured.size() / seconds;
    figures.put("updatesPerSecond", rate, "at least 5,000");
    figures.put(
        "processorMicrosPerUpdate", (system.getProcessCpuTime() - cpu) / 1e3 / measured.size());
    figures.put("updatesPerTransaction", per(measured.size(), end, start));
    figures.put("recordsPerUpdate", (double) (end.records() - start.records()) / measured.size());
    return rate;
  }

  private static double per(int updates, StreamGauge.Reading end, StreamGauge.Reading start) {
    return (double) updates / Math.max(1, end.transactions() - start.transactions());
  }

  /** What a service does in its first seconds at a rate: code is compiled, the flood renewed. */
  private void warmUp(UpdateWriter writer, double rate, Duration length)
      throws IOException, InterruptedException {
    if (length.isZero()) {
      return;
    }
    progress.accept("Warming up at %,.0f updates a second …".formatted(rate));
    Histogram lag = atRate(writer, rate, length).lag();
    figures.put("warmUpP99Millis", lag.getValueAtPercentile(99));
  }

  private void steady(UpdateWriter writer, double rate, Duration length)
      throws IOException, InterruptedException {
    progress.accept(
        "Sending %,.0f updates a second for %d s …".formatted(rate, length.toSeconds()));
    StreamGauge.Reading start = gauge.reading();
    Stretch stretch = atRate(writer, rate, length);
    StreamGauge.Reading end = gauge.reading();
    figures.put("steadyUpdatesPerSecond", rate);
    figures.put("steadyUpdatesPerTransaction", per(stretch.updates(), end, start));
    figures.put("revocationP50Millis", stretch.lag().getValueAtPercentile(50));
    figures.put("revocationP99Millis", stretch.lag().getValueAtPercentile(99), "at most 100");
    double held = end.heldTimesUpdates() - start.heldTimesUpdates();
    figures.put(
        "survivedShare", held == 0 ? 1 : 1 - (end.lost() - start.lost()) / held, "at least 0.95");
    figures.put("settledWhileSteady", end.settled() - start.settled());
  }

  /**
   * Updates at an even rate.
   *
   * @param lag from timestamp to commit, in milliseconds
   */
  private record Stretch(int updates, Histogram lag) {}

  private Stretch atRate(UpdateWriter writer, double rate, Duration length)
      throws IOException, InterruptedException {
    long before = gauge.reading().updates();
    var unused = gauge.takeLag();
    long began = System.nanoTime();
    int sent = 0;
    while (System.nanoTime() - began < length.toNanos()) {
      long due = (long) (rate * (System.nanoTime() - began) / 1e9);
      for (; sent < due; sent++) {
        writer.write(churn.next());
      }
      Thread.sleep(2);
    }
    writer.flush();
    awaitApplied(before + sent);
    return new Stretch(sent, gauge.takeLag());
  }

  /** All changes are undone, everything is certified, and nothing has been worth renewing. */
  private void becomeQuiet(UpdateWriter writer) throws IOException, InterruptedException {
    progress.accept("Waiting until everything is certified again …");
    List<GraphUpdate> rest = churn.rest();
    long before = gauge.reading().updates();
    send(writer, rest);
    awaitApplied(before + rest.size());
    gauge.await(
        "the stream is quiet",
        PATIENCE,
        () ->
            gauge.reading().quiet()
                && System.nanoTime() - gauge.reading().lastHeardNanos() > QUIET.toNanos());
  }

  private void restart() throws IOException, InterruptedException {
    progress.accept("Starting the certifier again …");
    try (UpdateWriter writer = UpdateWriter.open(target())) {
      send(writer, List.of(new GraphUpdate(List.of(newEdge()))));
    }
    StreamGauge.Reading start = gauge.reading();
    figures.put("certifiedAtRestart", start.certified());
    long began = System.nanoTime();
    try (Certifier certifier = Certifier.start(configuration, gauge)) {
      awaitApplied(start.updates() + 1);
      figures.put("revokedAfterRestartSeconds", (System.nanoTime() - began) / 1e9);
      gauge.await(
          "a node is certified again", PATIENCE, () -> gauge.reading().settled() > start.settled());
      figures.put("restartSeconds", (System.nanoTime() - began) / 1e9, "at most 5");
      gauge.await(
          "the stream is quiet",
          PATIENCE,
          () ->
              gauge.reading().quiet()
                  && System.nanoTime() - gauge.reading().lastHeardNanos() > QUIET.toNanos());
      requireRunning(certifier);
    }
    StreamGauge.Reading end = gauge.reading();
    long revoked = end.revoked() - start.revoked();
    figures.put("revokedAfterRestart", revoked);
    figures.put("sampledNeedlessly", end.settled() - start.settled() - revoked, "0");
  }

  /** Between the first node and one that it has no edge to. */
  private GraphOp newEdge() {
    int other = 1;
    for (int k = dataset.adjacency().start(0); k < dataset.adjacency().end(0); k++) {
      other += dataset.adjacency().column(k) == other ? 1 : 0;
    }
    return new GraphOp.PutEdge(dataset.nodeId(0), dataset.nodeId(other));
  }
}
