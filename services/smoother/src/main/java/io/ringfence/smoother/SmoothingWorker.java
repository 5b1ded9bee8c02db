package io.ringfence.smoother;

import io.ringfence.hosting.management.Health;
import io.ringfence.hosting.management.ManagementAddress;
import io.ringfence.hosting.management.ManagementVerticle;
import io.ringfence.hosting.management.Startup;
import io.ringfence.hosting.metrics.Meters;
import io.ringfence.smoother.configuration.SmootherConfiguration;
import io.ringfence.stream.LoopState;
import io.ringfence.stream.pool.WorkerListener;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletionStage;

/** A running worker: its loop, its smoothers and its management port. Thread-safe. */
public final class SmoothingWorker implements AutoCloseable {

  private final Vertx vertx;
  private final WorkerVerticle verticle;
  private final ManagementVerticle management;
  private final SmootherStatus status;
  private final Meters meters;

  private SmoothingWorker(
      Vertx vertx,
      WorkerVerticle verticle,
      ManagementVerticle management,
      SmootherStatus status,
      Meters meters) {
    this.vertx = vertx;
    this.verticle = verticle;
    this.management = management;
    this.status = status;
    this.meters = meters;
  }

  /**
   * Loads the models, checks the topics and starts; returns once all that is done.
   *
   * @param listener hears what the worker does
   * @throws IOException if the management port is taken
   * @throws io.ringfence.smoothing.ModelException if a model cannot be used
   * @throws io.ringfence.stream.StreamException if there is no broker, or topics or rights are
   *     missing
   */
  public static SmoothingWorker start(SmootherConfiguration configuration, WorkerListener listener)
      throws IOException {
    Deployment deployment = Deployment.of(configuration);
    SmootherStatus status = new SmootherStatus(InstantSource.system());
    Meters meters = Meters.of("smoother");
    WorkerListener measuring =
        new SmootherMeters(meters.registry(), InstantSource.system()).and(status);
    WorkerVerticle verticle = new WorkerVerticle(deployment, measuring.and(listener));
    ManagementVerticle management =
        new ManagementVerticle(
            new ManagementAddress(
                configuration.management().host(),
                configuration.management().port(),
                configuration.management().token()),
            () ->
                health(
                    verticle.state(),
                    verticle.brokerSilence(),
                    configuration.management().kafkaPatience()),
            () -> status.toJson(name(verticle.state())),
            meters);
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(1));
    SmoothingWorker worker = new SmoothingWorker(vertx, verticle, management, status, meters);
    worker.deploy();
    return worker;
  }

  private void deploy() throws IOException {
    try {
      Startup.run(vertx, management, verticle);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  static Health health(LoopState state, Duration silence, Duration patience) {
    if (state instanceof LoopState.Running && silence.compareTo(patience) >= 0) {
      return new Health(
          true,
          false,
          true,
          List.of(
              "No broker has answered for %d s, and management.kafka-patience is %d s; check the brokers and kafka.bootstrap.servers."
                  .formatted(silence.toSeconds(), patience.toSeconds())));
    }
    if (state instanceof LoopState.Running) {
      return new Health(true, true, true, List.of());
    }
    if (state instanceof LoopState.Failed failed) {
      return new Health(true, false, false, List.of(String.valueOf(failed.cause().getMessage())));
    }
    return new Health(false, false, true, List.of("The worker is %s.".formatted(name(state))));
  }

  private static String name(LoopState state) {
    return state.getClass().getSimpleName().toLowerCase(Locale.ROOT);
  }

  /** Where the loop stands. */
  public LoopState state() {
    return verticle.state();
  }

  /** Completes when the loop has ended, by request or by a failure. */
  public CompletionStage<LoopState> done() {
    return verticle.done();
  }

  /** Counters since the start. */
  public SmootherStatus status() {
    return status;
  }

  /** The port of {@code /health} and {@code /status}. */
  public int managementPort() {
    return management.port();
  }

  /** Gives back what is under way, leaves the group, closes everything; waits for it. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    meters.close();
  }
}
