package io.ringfence.integration.security;

import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.cli.updates.UpdateWriter;
import io.ringfence.client.WatchedTopics;
import io.ringfence.client.WordConsumer;
import io.ringfence.monitor.Monitor;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Role;
import io.ringfence.schemas.Encoding;
import io.ringfence.smoother.SmoothingWorker;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.WeightMatrix;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.ClientOptions;
import io.ringfence.stream.StateReset;
import io.ringfence.stream.Topics;
import io.ringfence.stream.pool.WorkerListener;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** All that comes to the broker, as its users would start it: from configuration files. */
final class Parts {

  private static final String GRAPH_UPDATES = "graph-updates";

  private final SecuredBroker broker;
  private final Path folder;

  Parts(SecuredBroker broker, Path folder) throws IOException {
    this.broker = broker;
    this.folder = folder;
    WeightMatrix first = WeightMatrix.owning(new float[] {4, 0, 0, 4}, 2, 2);
    WeightMatrix second = WeightMatrix.owning(new float[] {3, -3, -3, 3}, 2, 2);
    ModelBundle.of(new GcnModel(List.of(DenseLayer.of(first), DenseLayer.of(second))))
        .save(folder.resolve("model"));
  }

  private static String yaml(Map<String, String> options) {
    return options.entrySet().stream()
        .map(option -> "  %s: '%s'\n".formatted(option.getKey(), option.getValue()))
        .collect(Collectors.joining("", "kafka:\n", ""));
  }

  Certifier certifier() throws IOException {
    return certifier(broker.options(Role.CERTIFIER));
  }

  Certifier certifier(Map<String, String> options) throws IOException {
    String text =
        yaml(options)
            + """
              consumer: {session.timeout.ms: 6000}
            topics: {create: false}
            failover: {leave-on-stop: true}
            model: %s
            regions: {count: 1}
            smoothing: {device: cpu, samples: 200, selection-samples: 20, seed: 1, pool: {enabled: true, part: 50ms}}
            management: {port: 0}
            """
                .formatted(folder.resolve("model"));
    CertifierConfiguration read =
        new io.ringfence.certifier.configuration.ConfigurationLoader()
            .load(Files.writeString(folder.resolve("certifier.yaml"), text), Map.of());
    return Certifier.start(read, CertifierListener.none());
  }

  SmoothingWorker smoother(WorkerListener listener) throws IOException {
    String text =
        yaml(broker.options(Role.SMOOTHER))
            + """
            topics: {create: false}
            models: [%s]
            management: {port: 0}
            """
                .formatted(folder.resolve("model"));
    return SmoothingWorker.start(
        new io.ringfence.smoother.configuration.ConfigurationLoader()
            .load(Files.writeString(folder.resolve("smoother.yaml"), text), Map.of()),
        listener);
  }

  Monitor monitor() throws IOException {
    String text =
        yaml(broker.options(Role.MONITOR))
            + """
            topics: {create: false}
            server: {port: 0}
            management: {port: 0}
            rules:
              - {name: brittle, severity: critical, per: graph, quantity: certified-share, additions: 0, deletions: 50, below: 0.9, resolve: 0.95, min-nodes: 1}
            """;
    return Monitor.start(
        new io.ringfence.monitor.configuration.ConfigurationLoader()
            .load(Files.writeString(folder.resolve("monitor.yaml"), text), Map.of()));
  }

  UpdateWriter producer(String graph) throws IOException {
    Map<String, String> options = new HashMap<>(broker.options(Role.PRODUCER));
    String servers = options.remove("bootstrap.servers");
    return UpdateWriter.open(
        new UpdateWriter.Target(
            String.valueOf(servers), GRAPH_UPDATES, graph, Encoding.JSON, options));
  }

  WordConsumer consumer() {
    return WordConsumer.inGroup(
        broker.options(Role.CONSUMER),
        Installation.DEFAULT.consumers(),
        WatchedTopics.certificates().withAlerts(Installation.Topics.DEFAULT.alerts()));
  }

  StateReset operator() {
    return new StateReset(
        new ClientOptions(broker.options(Role.OPERATOR), Map.of(), Map.of(), Map.of()),
        Topics.DEFAULT,
        Installation.DEFAULT.certifiers());
  }

  /** What a management port answers to the probe of readiness. */
  static String readiness(int port) throws IOException {
    try {
      return HttpClient.newHttpClient()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:%d/health/ready".formatted(port)))
                  .build(),
              HttpResponse.BodyHandlers.ofString())
          .body();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }
}
