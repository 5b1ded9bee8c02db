package io.ringfence.cli.demo;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.cli.updates.UpdateWriter;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.monitor.Monitor;
import io.ringfence.schemas.Encoding;
import io.ringfence.smoothing.ModelBundle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/** Plays the story against a real broker and a real certifier, and tells how it went. */
final class Demo {

  private static final String GRAPH = "demo";
  private static final Duration FRAME = Duration.ofMillis(250);
  private static final int TIMELINE = 40;

  private final Timetable timetable;
  private final Ports ports;
  private final long seed;
  private final boolean stay;
  private final DemoView view;
  private final List<CertificateBoard.Snapshot> timeline = new ArrayList<>();

  /**
   * Where the demo listens on localhost; 0 takes any free one.
   *
   * @param status of the certifier
   * @param monitor for people
   */
  record Ports(int status, int monitor) {}

  Demo(Timetable timetable, Ports ports, long seed, boolean stay, DemoView view) {
    this.timetable = timetable;
    this.ports = ports;
    this.seed = seed;
    this.stay = stay;
    this.view = view;
  }

  void run() throws IOException, InterruptedException {
    Path folder = Files.createTempDirectory("ringfence-demo");
    view.say("Starting a Kafka broker in this process and training a small model meanwhile …");
    Dataset dataset = DemoModel.graph(seed);
    CompletableFuture<ModelBundle> training =
        CompletableFuture.supplyAsync(() -> DemoModel.train(dataset, seed));
    try (EmbeddedBroker broker = EmbeddedBroker.start(BrokerOptions.temporary())) {
      Path model = folder.resolve("model");
      await(training).save(model);
      CertifierConfiguration configuration =
          DemoConfiguration.write(folder, model, broker.bootstrapServers(), ports.status(), seed);
      play(dataset, configuration);
    } finally {
      delete(folder);
    }
  }

  private static ModelBundle await(CompletableFuture<ModelBundle> training) {
    try {
      return training.join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof RuntimeException known) {
        throw known;
      }
      throw e;
    }
  }

  private void play(Dataset dataset, CertifierConfiguration configuration)
      throws IOException, InterruptedException {
    String bootstrap = configuration.kafka().bootstrapServers();
    CertificateBoard board = new CertificateBoard(dataset.classes());
    Story story = Story.of(dataset, timetable, seed);
    try (Certifier certifier = Certifier.start(configuration, event -> {});
        Monitor monitor = Monitor.start(DemoConfiguration.monitor(bootstrap, ports.monitor()));
        CertificateWatch watch =
            CertificateWatch.start(bootstrap, topics(configuration.topics()), board);
        UpdateWriter writer = UpdateWriter.open(target(bootstrap, configuration))) {
      introduce(certifier, monitor, bootstrap, dataset, story);
      long updates = tell(story, writer, board);
      view.finish(summary(certifier, board, updates, story));
      if (stay) {
        view.say(
            "Kafka stays at %s, certifier and monitor go on; stop with Ctrl-C."
                .formatted(bootstrap));
        certifier.done().toCompletableFuture().join();
      }
    }
  }

  private static CertificateWatch.WatchTopics topics(CertifierConfiguration.Topics names) {
    return new CertificateWatch.WatchTopics(
        names.nodeCertificates(), names.graphCertificates(), names.deadLetters());
  }

  private static UpdateWriter.Target target(
      String bootstrap, CertifierConfiguration configuration) {
    return new UpdateWriter.Target(
        bootstrap, configuration.topics().graphUpdates(), GRAPH, Encoding.JSON, Map.of());
  }

  private void introduce(
      Certifier certifier, Monitor monitor, String bootstrap, Dataset dataset, Story story) {
    view.say("Monitor: %s   (open it in a browser)".formatted(monitor.address()));
    view.say("Kafka: %s   (kcat -b %s -t node-certificates -C)".formatted(bootstrap, bootstrap));
    view.say("Status: http://127.0.0.1:%d/status".formatted(certifier.managementPort()));
    view.say(
        "%d nodes in %d communities; a model says of each node which community it belongs to."
            .formatted(dataset.nodes(), dataset.classes()));
    view.say(
        "CERTIFIED: no one can flip that prediction by changing as many attributes as the certificate"
            + " says. ABSTAINED: no promise. PENDING: being examined.");
    view.say("The attack will go for community %d.".formatted(story.community()));
  }

  private long tell(Story story, UpdateWriter writer, CertificateBoard board)
      throws IOException, InterruptedException {
    long begin = System.nanoTime();
    List<Scene> scenes = story.scenes();
    int sent = 0;
    for (Act act : Act.values()) {
      view.act(act);
      Duration end = timetable.end(act);
      while (since(begin).compareTo(end) < 0) {
        while (sent < scenes.size()
            && scenes.get(sent).at().compareTo(since(begin)) <= 0
            && scenes.get(sent).act() == act) {
          writer.write(scenes.get(sent).update());
          sent++;
        }
        CertificateBoard.Snapshot snapshot = board.snapshot();
        timeline.add(snapshot);
        view.show(
            new DemoView.Moment(
                act, since(begin), sent, story.community(), snapshot, board.totals()));
        Thread.sleep(FRAME.toMillis());
      }
      for (; sent < scenes.size() && scenes.get(sent).act() == act; sent++) {
        writer.write(scenes.get(sent).update());
      }
      writer.flush();
    }
    return sent;
  }

  private static Duration since(long begin) {
    return Duration.ofNanos(System.nanoTime() - begin);
  }

  private List<String> summary(
      Certifier certifier, CertificateBoard board, long updates, Story story) {
    CertificateBoard.Totals totals = board.totals();
    List<String> lines = new ArrayList<>();
    lines.add("What happened");
    lines.add(
        String.format(
            Locale.ROOT,
            "  %d updates, %d certificates, %d revocations, %d dead letters",
            updates,
            totals.certificates(),
            totals.revocations(),
            totals.deadLetters()));
    lines.add(
        String.format(
            Locale.ROOT,
            "  update → committed revocation: median %d ms, 99 %% within %d ms",
            certifier.status().commitLagMillis(50),
            certifier.status().commitLagMillis(99)));
    lines.add(
        String.format(
            Locale.ROOT,
            "  revocation → certified again:  median %d ms, 99 %% within %d ms",
            totals.settleMedianMillis(),
            totals.settle99Millis()));
    lines.add("  certified share over time (growth, quiet, attack, repair, calm):");
    lines.add("    whole graph  " + Wording.sparkline(thinned(CertificateBoard.Snapshot::share)));
    lines.add(
        "    community %d  ".formatted(story.community())
            + Wording.sparkline(thinned(s -> s.communityShares().get(story.community()))));
    board.snapshot().graph().ifPresent(graph -> lines.add("  " + Wording.collective(graph)));
    board.example().ifPresent(node -> lines.add("  " + Wording.example(node)));
    return lines;
  }

  private List<Double> thinned(ToDoubleFunction<CertificateBoard.Snapshot> share) {
    List<Double> points = new ArrayList<>();
    for (int i = 0; i < TIMELINE && !timeline.isEmpty(); i++) {
      points.add(share.applyAsDouble(timeline.get(i * timeline.size() / TIMELINE)));
    }
    return points;
  }

  private static void delete(Path folder) throws IOException {
    try (Stream<Path> paths = Files.walk(folder)) {
      paths
          .sorted(Comparator.reverseOrder())
          .forEach(
              path -> {
                try {
                  Files.delete(path);
                } catch (IOException e) {
                  throw new UncheckedIOException(e);
                }
              });
    }
  }
}
