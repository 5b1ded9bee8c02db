package io.ringfence.monitor.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.OpenAPIRoute;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.contract.Operation;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** The OpenAPI document, and the routes that follow from it. */
final class Contract {

  private static final String RESOURCE = "openapi/monitor.yaml";

  private final OpenAPIContract contract;
  private final Buffer yaml;

  private Contract(OpenAPIContract contract, Buffer yaml) {
    this.contract = contract;
    this.yaml = yaml;
  }

  static Future<Contract> load(Vertx vertx) {
    Buffer yaml = read();
    return OpenAPIContract.from(vertx, RESOURCE).map(contract -> new Contract(contract, yaml));
  }

  private static Buffer read() {
    try (InputStream in = Contract.class.getResourceAsStream("/" + RESOURCE)) {
      if (in == null) {
        throw new IllegalStateException(RESOURCE + " is not on the class path.");
      }
      return Buffer.buffer(in.readAllBytes());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The document as people wrote it. */
  void yaml(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, "application/yaml; charset=utf-8");
    context.end(yaml);
  }

  /** The same as JSON. */
  void json(RoutingContext context) {
    context.response().putHeader(HttpHeaders.CONTENT_TYPE, Answers.JSON);
    context.end(contract.getRawContract().toBuffer());
  }

  /**
   * A router of all operations.
   *
   * @param notReady why nothing can be answered yet; empty once it can
   */
  Router router(
      Vertx vertx,
      Map<String, Operations.Operation> operations,
      Supplier<Optional<String>> notReady) {
    RouterBuilder builder = RouterBuilder.create(vertx, contract);
    for (OpenAPIRoute route : builder.getRoutes()) {
      Operation described = route.getOperation();
      Operations.Operation operation = operations.get(described.getOperationId());
      if (operation == null) {
        throw new IllegalStateException(
            "Operation %s of %s has no answer.".formatted(described.getOperationId(), RESOURCE));
      }
      route.setDoSecurity(false);
      route.addHandler(
          context -> {
            notReady
                .get()
                .ifPresent(
                    reason -> {
                      context.response().putHeader("retry-after", "2");
                      throw new ProblemException(Problem.unavailable(reason));
                    });
            operation.answer(context, Parameters.of(context, described));
          });
    }
    return builder.createRouter();
  }
}
