package io.ringfence.hosting.management;

import io.ringfence.hosting.metrics.Meters;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /health/started}, {@code /health/ready}, {@code /health/live} (200 or 503 with the
 * reasons), {@code /status} (counters as JSON), {@code /metrics} (for Prometheus), and what the
 * service adds.
 */
public final class ManagementVerticle extends VerticleBase {

  private final String host;
  private final int port;
  private final Supplier<Health> health;
  private final Supplier<JsonObject> status;
  private final Meters meters;
  private final Consumer<Router> more;
  private @Nullable HttpServer server;

  /**
   * @param port 0 for any free one
   * @param health asked per request, on the event loop: must not block
   * @param status asked per request, on the event loop: must not block
   * @param meters read per request, on a worker
   * @param more adds routes of the service's own
   */
  public ManagementVerticle(
      String host,
      int port,
      Supplier<Health> health,
      Supplier<JsonObject> status,
      Meters meters,
      Consumer<Router> more) {
    this.host = host;
    this.port = port;
    this.health = health;
    this.status = status;
    this.meters = meters;
    this.more = more;
  }

  /** Without routes of its own. */
  public ManagementVerticle(
      String host, int port, Supplier<Health> health, Supplier<JsonObject> status, Meters meters) {
    this(host, port, health, status, meters, router -> {});
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/health/started").handler(probe(Health::started));
    router.get("/health/ready").handler(probe(Health::ready));
    router.get("/health/live").handler(probe(Health::live));
    router.get("/status").handler(context -> context.json(status.get()));
    router.get("/metrics").handler(this::scrape);
    more.accept(router);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(port, host)
        .onSuccess(listening -> server = listening)
        .recover(cause -> Future.failedFuture(unusable(cause)));
  }

  private IOException unusable(Throwable cause) {
    return new IOException(
        "Management port %s:%d cannot be used (%s); set management.port to a free one, or 0 for any."
            .formatted(host, port, cause.getMessage()),
        cause);
  }

  @Override
  public Future<?> stop() {
    HttpServer running = server;
    return running == null ? Future.succeededFuture() : running.close();
  }

  /** The port that is listened on, once started. */
  public int port() {
    HttpServer running = server;
    return running == null ? port : running.actualPort();
  }

  private void scrape(RoutingContext context) {
    vertx
        .executeBlocking(meters::scrape, /* ordered= */ false)
        .onSuccess(
            text ->
                context
                    .response()
                    .putHeader("content-type", Meters.CONTENT_TYPE)
                    .putHeader("cache-control", "no-store")
                    .end(text))
        .onFailure(context::fail);
  }

  private io.vertx.core.Handler<RoutingContext> probe(Predicate<Health> question) {
    return context -> {
      Health now = health.get();
      boolean good = question.test(now);
      context
          .response()
          .setStatusCode(good ? 200 : 503)
          .putHeader("content-type", "application/json")
          .putHeader("cache-control", "no-store");
      JsonArray reasons = new JsonArray(good ? java.util.List.of() : now.reasons());
      context.json(new JsonObject().put("status", good ? "UP" : "DOWN").put("reasons", reasons));
    };
  }
}
