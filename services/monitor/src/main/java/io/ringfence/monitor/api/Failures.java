package io.ringfence.monitor.api;

import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.DecodeException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.openapi.validation.ValidatorException;
import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Turns whatever goes wrong into a problem. */
final class Failures {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);
  private static final int[] OF_THE_ROUTER = {400, 403, 404, 405, 406, 413, 414, 415, 500};

  private Failures() {}

  static void install(Router router) {
    for (int status : OF_THE_ROUTER) {
      router.errorHandler(status, Failures::answer);
    }
  }

  static void answer(RoutingContext context) {
    send(context, problem(context));
  }

  private static Problem problem(RoutingContext context) {
    @Nullable Throwable failure = context.failure();
    if (failure instanceof ProblemException known) {
      return known.problem();
    }
    if (failure instanceof ValidatorException || failure instanceof DecodeException) {
      return Problem.invalid(String.valueOf(failure.getMessage()));
    }
    int status = context.statusCode();
    if (failure instanceof IOException) {
      LOG.debug("A client of {} went away", context.request().path(), failure);
      return Problem.ofStatus(500);
    }
    if (status < 400 || (status >= 500 && failure != null)) {
      LOG.error("A request for {} failed", context.request().path(), failure);
      return Problem.ofStatus(500);
    }
    return Problem.ofStatus(status);
  }

  static void send(RoutingContext context, Problem problem) {
    HttpServerResponse response = context.response();
    if (response.ended() || response.closed()) {
      return;
    }
    if (response.headWritten()) {
      response.reset();
      return;
    }
    response
        .setStatusCode(problem.status())
        .putHeader(HttpHeaders.CONTENT_TYPE, Problem.MEDIA_TYPE)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store");
    if (problem.status() == 405) {
      response.putHeader(HttpHeaders.ALLOW, "GET, HEAD, OPTIONS");
    }
    response.headers().remove(HttpHeaders.ETAG);
    context.end(
        problem.json(context.request().path() == null ? "" : context.request().path()).toBuffer());
  }
}
