package io.ringfence.certifier;

import io.ringfence.certifier.configuration.CertifierConfiguration;
import io.ringfence.hosting.management.Health;
import io.ringfence.hosting.management.ManagementAddress;
import io.ringfence.hosting.management.ManagementVerticle;
import io.ringfence.hosting.management.Startup;
import io.ringfence.hosting.metrics.Meters;
import io.ringfence.hosting.tracing.Tracing;
import io.ringfence.smoothing.DeviceChoice;
import io.ringfence.smoothing.Smoother;
import io.ringfence.stream.CertifierListener;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.RestoreProgress;
import io.ringfence.stream.SteadyClock;
import io.ringfence.stream.TransactionObserver;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/** A running certifier: poll loop, workers and management port. Thread-safe. */
public final class Certifier implements AutoCloseable {

  private final Vertx vertx;
  private final CertifierVerticle verticle;
  private final ManagementVerticle management;
  private final CertifierStatus status;
  private final Meters meters;
  private final Tracing tracing;

  private Certifier(
      Vertx vertx,
      CertifierVerticle verticle,
      ManagementVerticle management,
      CertifierStatus status,
      Meters meters,
      Tracing tracing) {
    this.vertx = vertx;
    this.verticle = verticle;
    this.management = management;
    this.status = status;
    this.meters = meters;
    this.tracing = tracing;
  }

  /**
   * Loads the model, checks the topics and starts; returns once all that is done. Graphs are
   * restored meanwhile.
   *
   * @param listener hears everything that was committed
   * @throws IOException if a file cannot be read or the management port is taken
   * @throws io.ringfence.smoothing.ModelException if the model cannot be used
   * @throws io.ringfence.stream.StreamException if there is no broker, or topics or rights are
   *     missing
   */
  public static Certifier start(CertifierConfiguration configuration, CertifierListener listener)
      throws IOException {
    return start(configuration, listener, TransactionObserver.none());
  }

  /** The same with an observer of its transactions. */
  public static Certifier start(
      CertifierConfiguration configuration,
      CertifierListener listener,
      TransactionObserver observer)
      throws IOException {
    Deployment deployment = Deployment.of(configuration);
    CertifierStatus status = new CertifierStatus(InstantSource.system());
    PoolStatus pool = new PoolStatus();
    Meters meters = Meters.of("certifier");
    Tracing tracing = Tracing.to(configuration.tracing().endpoint(), "certifier");
    CertifierListener measuring =
        new CertifierMeters(meters.registry(), InstantSource.system())
            .and(status)
            .and(tracer(tracing));
    Smoother smoother =
        device(configuration.smoothing())
            .smoother(deployment.bundle().model(), deployment.threads());
    KafkaHealth kafka =
        new KafkaHealth(
            configuration.management().kafkaPatience(), new SteadyClock(InstantSource.system()));
    CertifierVerticle verticle =
        new CertifierVerticle(
            deployment,
            smoother,
            measuring.and(kafka).and(new CertifierLog()).and(listener),
            pool,
            observer,
            meters.registry());
    ManagementVerticle management =
        new ManagementVerticle(
            new ManagementAddress(
                configuration.management().host(),
                configuration.management().port(),
                configuration.management().token()),
            () -> health(verticle.state(), kafka.trouble(verticle.brokerSilence())),
            () -> {
              JsonObject page = status.toJson(name(verticle.state()));
              return configuration.smoothing().pool().enabled()
                  ? page.put("pool", pool.toJson())
                  : page;
            },
            meters,
            new EpochEndpoint(
                    graphId ->
                        Future.fromCompletionStage(verticle.requestEpoch(graphId)).map(Enum::name))
                ::mount);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    Certifier certifier = new Certifier(vertx, verticle, management, status, meters, tracing);
    certifier.deploy();
    return certifier;
  }

  private static CertifierListener tracer(Tracing tracing) {
    return tracing.isOn()
        ? new CertifierTracer(tracing.tracer(), InstantSource.system())
        : CertifierListener.none();
  }

  private static DeviceChoice device(CertifierConfiguration.Smoothing smoothing) {
    // What the pool does not answer must have the noise that the pool's answers would have had.
    boolean keyed =
        smoothing.pool().enabled()
            && smoothing.pool().noise() == CertifierConfiguration.PoolNoise.KEYED;
    return switch (smoothing.device()) {
      case AUTO -> keyed ? DeviceChoice.CPU : DeviceChoice.AUTO;
      case CPU -> DeviceChoice.CPU;
      case GPU -> DeviceChoice.GPU;
    };
  }

  private void deploy() throws IOException {
    try {
      Startup.run(vertx, management, verticle);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Health health(LoopState state, Optional<String> trouble) {
    if (state instanceof LoopState.Running) {
      return new Health(true, trouble.isEmpty(), true, trouble.stream().toList());
    }
    if (state instanceof LoopState.Restoring restoring) {
      return new Health(
          true,
          false,
          true,
          Stream.concat(trouble.stream(), Stream.of(restoring(restoring.progress()))).toList());
    }
    if (state instanceof LoopState.Failed failed) {
      return new Health(true, false, false, List.of(String.valueOf(failed.cause().getMessage())));
    }
    return new Health(false, false, true, List.of("The certifier is %s.".formatted(name(state))));
  }

  private static String restoring(RestoreProgress progress) {
    return "Graphs of %d partitions are being restored: %d %% of %d offsets read, %d graphs found, %.1f s so far."
        .formatted(
            progress.partitions(),
            progress.percent(),
            progress.total(),
            progress.graphs(),
            progress.since().toMillis() / 1000.0);
  }

  private static String name(LoopState state) {
    return state.getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
  }

  /** Where the poll loop stands. */
  public LoopState state() {
    return verticle.state();
  }

  /** Completes when the poll loop has ended, by request or by a failure. */
  public CompletionStage<LoopState> done() {
    return verticle.done();
  }

  /** Counters since the start. */
  public CertifierStatus status() {
    return status;
  }

  /** The port of {@code /health} and {@code /status}. */
  public int managementPort() {
    return management.port();
  }

  /** Commits or aborts what is under way, leaves the group, closes everything; waits for it. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    meters.close();
    tracing.close();
  }
}
