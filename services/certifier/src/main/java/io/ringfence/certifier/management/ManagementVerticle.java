package io.ringfence.certifier.management;

import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Serves {@code /health/started}, {@code /health/ready}, {@code /health/live} (200 or 503 with the
 * reasons) and {@code /status} (counters as JSON), and takes {@code POST /graphs/ID/epoch}, which
 * asks for a new epoch. That one changes something: it is answered on the loopback interface only,
 * to whoever may run programs on this machine or in this container, and not to a page in a browser.
 */
public final class ManagementVerticle extends VerticleBase {

  private final String host;
  private final int port;
  private final Supplier<Health> health;
  private final Supplier<JsonObject> status;
  private final Function<String, Future<String>> epoch;
  private @Nullable HttpServer server;

  /**
   * @param port 0 for any free one
   * @param health asked per request, on the event loop: must not block
   * @param status asked per request, on the event loop: must not block
   * @param epoch asks for an epoch of a graph; the answer is WANTED, UNDER_WAY or NOT_HERE
   */
  public ManagementVerticle(
      String host,
      int port,
      Supplier<Health> health,
      Supplier<JsonObject> status,
      Function<String, Future<String>> epoch) {
    this.host = host;
    this.port = port;
    this.health = health;
    this.status = status;
    this.epoch = epoch;
  }

  @Override
  public Future<?> start() {
    Router router = Router.router(vertx);
    router.get("/health/started").handler(probe(Health::started));
    router.get("/health/ready").handler(probe(Health::ready));
    router.get("/health/live").handler(probe(Health::live));
    router.get("/status").handler(context -> context.json(status.get()));
    router.post("/graphs/:graph/epoch").handler(this::wantEpoch);
    return vertx
        .createHttpServer()
        .requestHandler(router)
        .listen(port, host)
        .onSuccess(listening -> server = listening);
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

  private void wantEpoch(RoutingContext context) {
    if (!isLocal(context) || context.request().headers().contains("origin")) {
      answer(context, 403, "REFUSED");
      return;
    }
    epoch
        .apply(context.pathParam("graph"))
        .onSuccess(word -> answer(context, word.equals("NOT_HERE") ? 404 : 202, word))
        .onFailure(cause -> answer(context, 503, "ENDED"));
  }

  private static void answer(RoutingContext context, int code, String word) {
    context.response().setStatusCode(code).putHeader("cache-control", "no-store");
    context.json(new JsonObject().put("answer", word));
  }

  private static boolean isLocal(RoutingContext context) {
    try {
      String address = context.request().remoteAddress().hostAddress();
      return address != null && InetAddress.getByName(address).isLoopbackAddress();
    } catch (UnknownHostException e) {
      return false;
    }
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
