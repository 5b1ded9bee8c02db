package io.ringfence.monitor.api;

import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
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

  /** Media types that Vert.x has no reader for, and those that it is told instead. */
  private static final Map<String, String> STAND_INS =
      Map.of(
          Problem.MEDIA_TYPE,
          Answers.JSON,
          "application/x-ndjson",
          "text/plain",
          "text/event-stream",
          "text/plain");

  private final OpenAPIContract contract;
  private final Buffer yaml;
  private final JsonObject document;

  private Contract(OpenAPIContract contract, Buffer yaml, JsonObject document) {
    this.contract = contract;
    this.yaml = yaml;
    this.document = document;
  }

  static Future<Contract> load(Vertx vertx) {
    Buffer yaml = read();
    JsonObject document = parse(yaml);
    return OpenAPIContract.from(vertx, (JsonObject) withStandIns(document))
        .map(contract -> new Contract(contract, yaml, document));
  }

  private static JsonObject parse(Buffer yaml) {
    try {
      return new JsonObject(new YAMLMapper().readTree(yaml.getBytes()).toString());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /**
   * The document as Vert.x can take it; answers are not validated at run time, so only tests care.
   */
  private static Object withStandIns(Object part) {
    if (part instanceof JsonObject object) {
      JsonObject copy = new JsonObject();
      object.forEach(
          field ->
              copy.put(
                  STAND_INS.getOrDefault(field.getKey(), field.getKey()),
                  withStandIns(field.getValue())));
      return copy;
    }
    if (part instanceof JsonArray list) {
      JsonArray copy = new JsonArray();
      list.forEach(item -> copy.add(withStandIns(item)));
      return copy;
    }
    return part;
  }

  /** A media type as the validator knows it. */
  static String standIn(String mediaType) {
    return STAND_INS.getOrDefault(mediaType, mediaType);
  }

  /** For the validation of answers. */
  OpenAPIContract openApi() {
    return contract;
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
    context.end(document.toBuffer());
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
