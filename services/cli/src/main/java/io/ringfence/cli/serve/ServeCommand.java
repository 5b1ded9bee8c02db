package io.ringfence.cli.serve;

import io.ringfence.broker.BrokerOptions;
import io.ringfence.broker.EmbeddedBroker;
import io.ringfence.certifier.Certifier;
import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.certifier.configuration.ConfigurationLoader;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.stream.CertifierEvent;
import io.ringfence.stream.LoopState;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs a certifier until it is told to stop. */
@Command(
    name = "serve",
    description =
        "Certify the graphs of a Kafka topic, live, until interrupted (exit code 130 after Ctrl-C, 143"
            + " after SIGTERM, with all that was applied committed).",
    footerHeading = "%nExamples:%n",
    footer = {
      "  ringfence serve --config ringfence.yaml",
      "  ringfence serve --config ringfence.yaml --embedded-kafka=19092   (a trial, no Kafka needed)",
      "  ringfence serve --config ringfence.yaml --monitor   (with the page at http://127.0.0.1:8090)",
      "  RINGFENCE_SMOOTHING_SAMPLES=500 ringfence serve --config ringfence.yaml"
    })
public final class ServeCommand implements Callable<Integer> {

  @Option(
      names = "--config",
      paramLabel = "FILE",
      required = true,
      description = "Configuration; deploy/ringfence.example.yaml has every key.")
  private Path config = Path.of("");

  @Option(
      names = "--embedded-kafka",
      paramLabel = "PORT",
      arity = "0..1",
      fallbackValue = "9092",
      description =
          "Start a broker in this process on localhost, for a trial (default port:"
              + " ${FALLBACK-VALUE}); it takes the place of kafka.bootstrap.servers.")
  private @Nullable Integer embeddedPort;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      description =
          "Where the embedded broker keeps its data; without it they go with the process.")
  private @Nullable Path data;

  @Option(
      names = "--monitor",
      paramLabel = "FILE",
      arity = "0..1",
      fallbackValue = "",
      description =
          "Run a monitor in this process, too: with the configuration FILE, or without one with"
              + " defaults on the same Kafka and topics.")
  private @Nullable String monitor;

  @CommandLine.Spec
  private CommandLine.Model.CommandSpec spec = CommandLine.Model.CommandSpec.create();

  /** For picocli. */
  public ServeCommand() {}

  @Override
  public Integer call() throws IOException {
    if (data != null && embeddedPort == null) {
      throw new CommandLine.ParameterException(
          spec.commandLine(),
          "--data is where an embedded broker keeps its data; add --embedded-kafka.");
    }
    Map<String, String> environment = new HashMap<>(System.getenv());
    if (embeddedPort == null) {
      return serve(environment);
    }
    environment.put("RINGFENCE_KAFKA_BOOTSTRAP_SERVERS", "localhost:" + embeddedPort);
    CertifierConfiguration checked = new ConfigurationLoader().load(config, environment);
    say("Starting a broker in this process …");
    try (EmbeddedBroker broker = EmbeddedBroker.start(brokerOptions(checked))) {
      say("Kafka: " + broker.bootstrapServers());
      return serve(environment);
    }
  }

  private BrokerOptions brokerOptions(CertifierConfiguration checked) {
    int port = embeddedPort == null ? 0 : embeddedPort;
    BrokerOptions options =
        BrokerOptions.temporary()
            .withPort(port)
            .withMaxMessageBytes(
                Math.max(
                    BrokerOptions.DEFAULT_MAX_MESSAGE_BYTES, 4 * checked.graph().recordBytes()));
    return data == null ? options : options.withDataDirectory(data);
  }

  private int serve(Map<String, String> environment) throws IOException {
    CertifierConfiguration configuration = new ConfigurationLoader().load(config, environment);
    Optional<MonitorConfiguration> beside = monitorBeside(configuration, environment);
    try (Certifier certifier = Certifier.start(configuration, this::tell);
        MonitorBeside watching = MonitorBeside.start(beside)) {
      Thread hook = new Thread(() -> stop(certifier, watching), "ringfence-shutdown");
      Runtime.getRuntime().addShutdownHook(hook);
      say(
          "Certifying %s with model %s; health at http://%s:%d/health/ready"
              .formatted(
                  configuration.topics().graphUpdates(),
                  configuration.model(),
                  configuration.management().host(),
                  certifier.managementPort()));
      watching.address().ifPresent(address -> say("Monitor: " + address));
      LoopState end = certifier.done().toCompletableFuture().join();
      if (end instanceof LoopState.Failed failed) {
        Runtime.getRuntime().removeShutdownHook(hook);
        throw failed.cause();
      }
      return CommandLine.ExitCode.OK;
    }
  }

  private Optional<MonitorConfiguration> monitorBeside(
      CertifierConfiguration configuration, Map<String, String> environment) throws IOException {
    String file = monitor;
    if (file == null) {
      return Optional.empty();
    }
    return Optional.of(
        file.isEmpty()
            ? MonitorBeside.configuration(configuration, environment)
            : new io.ringfence.monitor.configuration.ConfigurationLoader()
                .load(Path.of(file), MonitorBeside.own(environment)));
  }

  private void stop(Certifier certifier, MonitorBeside watching) {
    watching.close();
    certifier.close();
    say("Stopped; everything that was applied is committed.");
  }

  private void tell(CertifierEvent event) {
    if (event instanceof CertifierEvent.Restoring restoring && restoring.progress().total() > 0) {
      say(
          "Restoring %d partitions: %d %% of %d offsets"
              .formatted(
                  restoring.progress().partitions(),
                  restoring.progress().percent(),
                  restoring.progress().total()));
    } else if (event instanceof CertifierEvent.Restored restored && restored.graphs() > 0) {
      say(
          "Partition %d restored: %d graphs, %d nodes, %d offsets read, %.1f s"
              .formatted(
                  restored.partition(),
                  restored.graphs(),
                  restored.nodes(),
                  restored.read(),
                  restored.took().toMillis() / 1000.0));
    } else if (event instanceof CertifierEvent.Released released) {
      say("Partitions %s belong to another instance now".formatted(released.partitions()));
    } else if (event instanceof CertifierEvent.EpochOpened opened) {
      say(
          "Graph %s: epoch %d opened with %d nodes"
              .formatted(
                  opened.graphId(),
                  opened.ledger().epoch().number(),
                  opened.ledger().nodesAtOpening()));
    } else if (event instanceof CertifierEvent.EpochBegun begun && begun.reason().isPresent()) {
      say(
          "Graph %s: a next epoch is being certified, because %s"
              .formatted(begun.graphId(), begun.reason().get()));
    } else if (event instanceof CertifierEvent.FetchingChanged fetching) {
      say(
          fetching
              .reason()
              .map(reason -> "Updates are left on the broker for a while: " + reason)
              .orElse("Updates are fetched again"));
    } else if (event instanceof CertifierEvent.Settled settled) {
      say(
          "Graph %s: %d nodes settled in %.1f s"
              .formatted(
                  settled.graphId(), settled.nodes().size(), settled.took().toMillis() / 1000.0));
    } else if (event instanceof CertifierEvent.TaskFailed failed) {
      say(
          "Graph %s: a certification failed and is tried again: %s"
              .formatted(failed.graphId(), failed.cause()));
    }
  }

  private void say(String line) {
    PrintWriter out = spec.commandLine().getOut();
    out.println(line);
    out.flush();
  }
}
