package io.ringfence.monitor;

import io.ringfence.client.WatchedTopics;
import io.ringfence.client.WordConsumer;
import io.ringfence.monitor.api.Api;
import io.ringfence.monitor.api.ApiSettings;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.events.EventLimits;
import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.feed.AlertTopic;
import io.ringfence.monitor.feed.Feed;
import io.ringfence.monitor.feed.FeedState;
import io.ringfence.monitor.feed.Preparation;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.AlertOutlet;
import io.ringfence.monitor.view.GraphStore;
import io.ringfence.monitor.view.ViewLimits;
import io.ringfence.rights.Installation;
import io.ringfence.rights.Right;
import io.ringfence.rights.Role;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/** Owns the views, the feed and the server's port. */
final class MonitorVerticle extends VerticleBase {

  private static final long FLUSH_MILLIS = 100;
  private static final long TICK_MILLIS = 1_000;
  private static final long HEARTBEAT_MILLIS = 10_000;

  private final MonitorConfiguration configuration;
  private final Judges judges;
  private final IntConsumer onListening;
  private final GraphStore graphs;
  private final AlertLog alerts;
  private final EventStream events;
  private final AtomicInteger connections = new AtomicInteger();
  private volatile @Nullable Feed feed;
  private @Nullable HttpServer server;

  /**
   * @param onListening told the port once it is open
   */
  MonitorVerticle(MonitorConfiguration configuration, Judges judges, IntConsumer onListening) {
    this.configuration = configuration;
    this.judges = judges;
    this.onListening = onListening;
    MonitorConfiguration.History kept = configuration.history();
    MonitorConfiguration.Limits limits = configuration.server().limits();
    this.graphs = new GraphStore(new ViewLimits(kept.wordsPerNode(), kept.points(), kept.alerts()));
    this.alerts = new AlertLog(kept.alerts());
    this.events =
        new EventStream(
            UUID.randomUUID().toString().substring(0, 8),
            new EventLimits(
                limits.eventClients(), limits.events(), limits.eventBytes(), limits.patience()));
  }

  @Override
  public Future<?> start() {
    Watch watch =
        new Watch(
            context,
            graphs,
            alerts,
            events,
            judges.alarms(),
            judges.outlets(),
            InstantSource.system());
    return Doors.of(vertx, configuration.server())
        .compose(
            doorkeeper ->
                new Api(
                        vertx,
                        new ApiSettings(
                            configuration.server().corsOrigins(), configuration.structure()),
                        doorkeeper)
                    .router(new Api.Sources(graphs, alerts, events), this::notReady))
        .compose(this::listen)
        .compose(listening -> vertx.executeBlocking(() -> open(watch)))
        .onSuccess(
            opened -> {
              vertx.setPeriodic(FLUSH_MILLIS, tick -> watch.flush());
              vertx.setPeriodic(TICK_MILLIS, tick -> watch.tick());
              vertx.setPeriodic(
                  HEARTBEAT_MILLIS, tick -> events.heartbeat(System.currentTimeMillis()));
            });
  }

  private Future<HttpServer> listen(Router router) {
    MonitorConfiguration.Server address = configuration.server();
    return vertx
        .createHttpServer(ServerOptions.of())
        .connectionHandler(this::admit)
        .requestHandler(router)
        .listen(address.port(), address.host())
        .onSuccess(
            opened -> {
              server = opened;
              onListening.accept(opened.actualPort());
            })
        .recover(
            cause ->
                Future.failedFuture(
                    new IOException(
                        "Server port %s:%d cannot be used (%s); set server.port to a free one, or 0 for any."
                            .formatted(address.host(), address.port(), cause.getMessage()),
                        cause)));
  }

  private void admit(HttpConnection connection) {
    if (connections.incrementAndGet() > configuration.server().limits().connections()) {
      connection.close();
    }
    connection.closeHandler(gone -> connections.decrementAndGet());
  }

  private Feed open(Watch watch) {
    MonitorConfiguration.Topics names = configuration.topics();
    WatchedTopics topics =
        new WatchedTopics(
            Optional.of(names.nodeCertificates()),
            Optional.of(names.graphCertificates()),
            Optional.of(names.robustnessAlerts()),
            configuration.structure()
                ? java.util.Set.of(names.graphChangelog())
                : java.util.Set.of());
    Preparation preparation =
        new Preparation(
            rights(),
            new AlertTopic(
                configuration.kafka().admin(), names.robustnessAlerts(), names.replication()),
            names.create());
    Feed opened =
        Feed.start(
            WordConsumer.ofAll(configuration.kafka().consumer(), topics), preparation, watch);
    feed = opened;
    return opened;
  }

  private List<Right> rights() {
    MonitorConfiguration.Topics names = configuration.topics();
    Installation.Topics others = Installation.Topics.DEFAULT;
    return Role.MONITOR.rights(
        Installation.DEFAULT
            .withTopics(
                new Installation.Topics(
                    others.graphUpdates(),
                    names.nodeCertificates(),
                    names.graphCertificates(),
                    names.graphChangelog(),
                    others.deadLetters(),
                    others.smoothingTasks(),
                    others.smoothingResults(),
                    names.robustnessAlerts()))
            .withStructure(configuration.structure()));
  }

  /** Why nothing can be answered yet. */
  private Optional<String> notReady() {
    FeedState state = feedState();
    return state.complete() ? Optional.empty() : Optional.of(reason(state));
  }

  static String reason(FeedState state) {
    if (state.trouble().isPresent()) {
      return state.trouble().get();
    }
    return state.missing().isEmpty()
        ? "The topics are being read from the beginning: %d %%.".formatted(state.percent())
        : "There are no topics %s yet; start a certifier, or correct topics.* in the configuration."
            .formatted(state.missing());
  }

  FeedState feedState() {
    Feed running = feed;
    return running == null ? FeedState.beginning() : running.state();
  }

  /** Whether the feed's thread runs, or has not begun to. */
  boolean isLive() {
    Feed running = feed;
    return running == null || running.state().running();
  }

  /** The port that is listened on, once started. */
  int port() {
    HttpServer listening = server;
    return listening == null ? configuration.server().port() : listening.actualPort();
  }

  /** Connections that are open. */
  int connections() {
    return connections.get();
  }

  JsonObject status() {
    FeedState state = feedState();
    return new JsonObject()
        .put("complete", state.complete())
        .put("percent", state.percent())
        .put("malformed", state.malformed())
        .put("connections", connections.get());
  }

  @Override
  public Future<?> stop() {
    events.close();
    Feed running = feed;
    HttpServer listening = server;
    Future<?> closed = listening == null ? Future.succeededFuture() : listening.close();
    return vertx
        .executeBlocking(
            () -> {
              if (running != null) {
                running.close();
              }
              judges.outlets().forEach(AlertOutlet::close);
              return closed;
            })
        .eventually(() -> closed);
  }
}
