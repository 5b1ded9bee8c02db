package io.ringfence.monitor.api;

import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.openapi.router.RouterBuilder;
import io.vertx.openapi.contract.Location;
import io.vertx.openapi.contract.Operation;
import io.vertx.openapi.contract.Parameter;
import io.vertx.openapi.validation.RequestParameter;
import io.vertx.openapi.validation.ValidatedRequest;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The parameters of one request, which the contract has let through. */
final class Parameters {

  private final Map<String, RequestParameter> path;
  private final Map<String, RequestParameter> query;

  private Parameters(ValidatedRequest request) {
    this.path = request.getPathParameters();
    this.query = request.getQuery();
  }

  /**
   * @throws ProblemException if there are parameters that the contract does not know
   */
  static Parameters of(RoutingContext context, Operation operation) {
    ValidatedRequest request = context.get(RouterBuilder.KEY_META_DATA_VALIDATED_REQUEST);
    Set<String> known =
        operation.getParameters().stream()
            .filter(parameter -> parameter.getIn() == Location.QUERY)
            .map(Parameter::getName)
            .collect(Collectors.toCollection(TreeSet::new));
    for (String name : context.queryParams().names()) {
      if (!known.contains(name)) {
        throw new ProblemException(
            Problem.invalid(
                "There is no query parameter '%s' here; known are %s."
                    .formatted(shortened(name), known)));
      }
      if (context.queryParam(name).size() > 1) {
        throw new ProblemException(
            Problem.invalid("Query parameter %s is given twice; give it once.".formatted(name)));
      }
    }
    return new Parameters(request);
  }

  static String shortened(String text) {
    return text.length() > 100 ? text.substring(0, 100) + "…" : text;
  }

  String path(String name) {
    RequestParameter value = path.get(name);
    return value == null ? "" : String.valueOf(value.get());
  }

  Optional<String> text(String name) {
    return Optional.ofNullable(value(name)).map(value -> String.valueOf(value.get()));
  }

  OptionalInt integer(String name) {
    RequestParameter value = value(name);
    return value == null ? OptionalInt.empty() : OptionalInt.of(((Number) value.get()).intValue());
  }

  OptionalDouble number(String name) {
    RequestParameter value = value(name);
    return value == null
        ? OptionalDouble.empty()
        : OptionalDouble.of(((Number) value.get()).doubleValue());
  }

  /**
   * @throws ProblemException if it is no time
   */
  Optional<Instant> time(String name) {
    return text(name).map(text -> instant(name, text));
  }

  private static Instant instant(String name, String text) {
    try {
      return OffsetDateTime.parse(text.replace(' ', '+')).toInstant();
    } catch (DateTimeException e) {
      throw new ProblemException(
          Problem.invalid(
              "%s is '%s'; it must be a time such as 2026-11-24T06:00:00Z."
                  .formatted(name, shortened(text))));
    }
  }

  private @Nullable RequestParameter value(String name) {
    RequestParameter value = query.get(name);
    return value == null || value.isEmpty() || value.isNull() ? null : value;
  }
}
