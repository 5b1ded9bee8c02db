package io.ringfence.monitor.api;

import io.ringfence.monitor.events.EventStream;
import io.ringfence.monitor.view.AlertLog;
import io.ringfence.monitor.view.GraphStore;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.CorsHandler;
import io.vertx.ext.web.handler.StaticHandler;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Everything that the server's port answers. */
public final class Api {

  private static final String BASE = "/api/v1";

  private final Vertx vertx;
  private final ApiSettings settings;
  private final Doorkeeper doorkeeper;

  /** Nothing is served before {@link #router}. */
  public Api(Vertx vertx, ApiSettings settings, Doorkeeper doorkeeper) {
    this.vertx = vertx;
    this.settings = settings;
    this.doorkeeper = doorkeeper;
  }

  /** What the operations read; owned by the event loop that the router runs on. */
  public record Sources(GraphStore graphs, AlertLog alerts, EventStream events) {}

  /**
   * The router.
   *
   * @param notReady why nothing can be answered yet; empty once it can
   */
  public Future<Router> router(Sources sources, Supplier<Optional<String>> notReady) {
    Operations operations =
        new Operations(
            sources.graphs(),
            sources.alerts(),
            sources.events(),
            new Answers(vertx),
            settings.structureKnown());
    return Contract.load(vertx)
        .map(contract -> assemble(contract, contract.router(vertx, operations.all(), notReady)));
  }

  private Router assemble(Contract contract, Router operations) {
    Router router = Router.router(vertx);
    router.route().handler(Headers::secure);
    router.route().handler(Api::requireLegible);
    router.get("/health").handler(Api::health);
    router.route().handler(doorkeeper::checkHost);
    if (!settings.corsOrigins().isEmpty()) {
      router.route(BASE + "/*").handler(cors());
    }
    doorkeeper.install(router);
    router.route().method(HttpMethod.TRACE).handler(context -> context.fail(405));
    router.get(BASE + "/openapi.yaml").handler(contract::yaml);
    router.get(BASE + "/openapi.json").handler(contract::json);
    router.route(BASE + "/*").subRouter(operations);
    router.route(BASE + "/*").handler(context -> context.fail(isRead(context) ? 404 : 405));
    router.get().handler(StaticHandler.create("web").setMaxAgeSeconds(0).setIncludeHidden(false));
    router.route().handler(context -> context.fail(isRead(context) ? 404 : 405));
    router.route().failureHandler(Failures::answer);
    Failures.install(router);
    return router;
  }

  /** Later handlers may take for granted that path and query can be read. */
  private static void requireLegible(RoutingContext context) {
    try {
      if (context.normalizedPath().isEmpty() || context.request().params() == null) {
        context.fail(400);
        return;
      }
    } catch (IllegalArgumentException e) {
      Failures.send(
          context,
          Problem.invalid(
              "Path or query cannot be read (%s); write a '%%' as %%25."
                  .formatted(e.getMessage())));
      return;
    }
    context.next();
  }

  private CorsHandler cors() {
    CorsHandler cors = CorsHandler.create();
    settings.corsOrigins().forEach(cors::addOrigin);
    return cors.allowedMethod(HttpMethod.GET)
        .allowedHeaders(Set.of("authorization", "last-event-id", "if-none-match"))
        .exposedHeaders(Set.of("etag"));
  }

  private static boolean isRead(RoutingContext context) {
    return context.request().method().equals(HttpMethod.GET)
        || context.request().method().equals(HttpMethod.HEAD);
  }

  private static void health(RoutingContext context) {
    context.response().putHeader("cache-control", "no-store");
    context.json(new JsonObject().put("status", "UP"));
  }
}
