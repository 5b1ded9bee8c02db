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
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Serves {@code /health/started}, {@code /health/ready}, {@code /health/live} (200 or 503 with the
 * reasons), {@code /status} (counters as JSON), {@code /metrics} (for Prometheus), and what the
 * service adds. Where other machines can reach it, all but health wants the token.
 */
public final class ManagementVerticle extends VerticleBase {

  /** Set in the context of a request that came with the token. */
  public static final String TRUSTED = "ringfence.trusted";

  private static final Logger LOG = LoggerFactory.getLogger(ManagementVerticle.class);
  private static final String SCHEME = "bearer ";

  private final ManagementAddress address;
  private final Supplier<Health> health;
  private final Supplier<JsonObject> status;
  private final Meters meters;
  private final Consumer<Router> more;
  private @Nullable HttpServer server;

  /**
   * @param health asked per request, on the event loop: must not block
   * @param status asked per request, on the event loop: must not block
   * @param meters read per request, on a worker
   * @param more adds routes of the service's own, which decide by themselves whom they answer; see
   *     {@link #TRUSTED}
   */
  public ManagementVerticle(
      ManagementAddress address,
      Supplier<Health> health,
      Supplier<JsonObject> status,
      Meters meters,
      Consumer<Router> more) {
    this.address = address;
    this.health = health;
    this.status = status;
    this.meters = meters;
    this.more = more;
  }

  /** Without routes of its own. */
  public ManagementVerticle(
      ManagementAddress address,
      Supplier<Health> health,
      Supplier<JsonObject> status,
      Meters meters) {
    this(address, health, status, meters, router -> {});
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/health/started").handler(probe(Health::started));
    router.get("/health/ready").handler(probe(Health::ready));
    router.get("/health/live").handler(probe(Health::live));
    router.route().handler(this::recognize);
    more.accept(router);
    if (!address.isLoopback()) {
      warnWithoutToken();
      router.route().handler(this::admit);
    }
    router.get("/status").handler(context -> context.json(status.get()));
    router.get("/metrics").handler(this::scrape);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(address.port(), address.host())
        .onSuccess(listening -> server = listening)
        .recover(cause -> Future.failedFuture(unusable(cause)));
  }

  private void warnWithoutToken() {
    if (!address.token().isSet()) {
      LOG.warn(
          "Other machines can reach the management port at {}, and management.token is not set: they are told of /health only; set it, such as to ${file:/run/secrets/token}, for /status and /metrics.",
          address.host());
    }
  }

  private void recognize(RoutingContext context) {
    String header = context.request().getHeader("authorization");
    if (header != null
        && header.regionMatches(/* ignoreCase= */ true, 0, SCHEME, 0, SCHEME.length())
        && address.token().matches(header.substring(SCHEME.length()).strip())) {
      context.put(TRUSTED, true);
    }
    context.next();
  }

  private void admit(RoutingContext context) {
    if (context.get(TRUSTED) != null) {
      context.next();
      return;
    }
    context.response().setStatusCode(401).putHeader("www-authenticate", "Bearer");
    String reason =
        address.token().isSet()
            ? "Send the header 'Authorization: Bearer TOKEN' with the token of management.token."
            : "Only /health is told to other machines; set management.token and send it in the header 'Authorization: Bearer TOKEN'.";
    context.json(new JsonObject().put("reason", reason));
  }

  private IOException unusable(Throwable cause) {
    return new IOException(
        "Management port %s:%d cannot be used (%s); set management.port to a free one, or 0 for any."
            .formatted(address.host(), address.port(), cause.getMessage()),
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
    return running == null ? address.port() : running.actualPort();
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
