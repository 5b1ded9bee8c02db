package io.ringfence.monitor;

import io.ringfence.hosting.management.Health;
import io.ringfence.hosting.management.ManagementAddress;
import io.ringfence.hosting.management.ManagementVerticle;
import io.ringfence.hosting.management.Startup;
import io.ringfence.hosting.metrics.Meters;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.feed.FeedState;
import io.ringfence.monitor.view.AlertOutlet;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/** A running monitor: its feed, its port for people and its management port. Thread-safe. */
public final class Monitor implements AutoCloseable {

  private final Vertx vertx;
  private final MonitorConfiguration configuration;
  private final MonitorVerticle verticle;
  private final ManagementVerticle management;
  private final Meters meters;

  private Monitor(
      Vertx vertx,
      MonitorConfiguration configuration,
      MonitorVerticle verticle,
      ManagementVerticle management,
      Meters meters) {
    this.vertx = vertx;
    this.configuration = configuration;
    this.verticle = verticle;
    this.management = management;
    this.meters = meters;
  }

  /**
   * Starts; returns once both ports are open. Kafka need not be there yet: until the topics have
   * been read, the monitor is not ready and says why.
   *
   * @throws IOException if a port is taken, a file cannot be read or a provider not be reached
   */
  public static Monitor start(MonitorConfiguration configuration) throws IOException {
    Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(2));
    Meters meters = Meters.of("monitor");
    MonitorMeters measuring = new MonitorMeters(meters.registry());
    MonitorVerticle verticle = verticle(vertx, configuration, measuring);
    measuring.bind(verticle::feedState, verticle::connections);
    ManagementVerticle management =
        new ManagementVerticle(
            new ManagementAddress(
                configuration.management().host(),
                configuration.management().port(),
                configuration.management().token()),
            () -> health(verticle),
            verticle::status,
            meters);
    Monitor monitor = new Monitor(vertx, configuration, verticle, management, meters);
    monitor.deploy();
    return monitor;
  }

  private static MonitorVerticle verticle(
      Vertx vertx, MonitorConfiguration configuration, AlertOutlet measuring) throws IOException {
    AtomicInteger port = new AtomicInteger(configuration.server().port());
    try {
      return new MonitorVerticle(
          configuration,
          Alerting.judges(vertx, configuration, () -> address(configuration, port.get()))
              .and(measuring),
          port::set);
    } catch (IOException | RuntimeException e) {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      throw e;
    }
  }

  private void deploy() throws IOException {
    try {
      Startup.run(vertx, management, verticle);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  private static Health health(MonitorVerticle verticle) {
    FeedState state = verticle.feedState();
    boolean ready = state.complete() && state.trouble().isEmpty() && state.running();
    return new Health(
        true, ready, verticle.isLive(), ready ? List.of() : List.of(MonitorVerticle.reason(state)));
  }

  /** Where people find it. */
  public String address() {
    return address(configuration, port());
  }

  private static String address(MonitorConfiguration configuration, int port) {
    MonitorConfiguration.Server server = configuration.server();
    return server.publicAddress().isEmpty()
        ? "http://%s:%d".formatted(shown(server.host()), port)
        : server.publicAddress();
  }

  private static String shown(String host) {
    return host.contains(":") ? "[" + host + "]" : host;
  }

  /** The port for people. */
  public int port() {
    return verticle.port();
  }

  /** The port of {@code /health} and {@code /status}. */
  public int managementPort() {
    return management.port();
  }

  /** Whether everything that was there at the start has been read. */
  public boolean isReady() {
    return health(verticle).ready();
  }

  /** Stops reading, lets alerts out that are under way, closes both ports; waits for it. */
  @Override
  public void close() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
    meters.close();
  }
}
