package io.ringfence.monitor.api;

import io.vertx.core.json.JsonObject;

/**
 * What is wrong with a request, as RFC 9457 has it.
 *
 * @param kind last part of the type, a word that programs may compare
 */
record Problem(int status, String kind, String title, String detail) {

  static final String MEDIA_TYPE = "application/problem+json";

  static Problem invalid(String detail) {
    return new Problem(400, "invalid-request", "The request is not valid", detail);
  }

  static Problem notFound(String detail) {
    return new Problem(404, "not-found", "There is no such thing", detail);
  }

  /** Something that will be there later. */
  static Problem notYet(String detail) {
    return new Problem(409, "not-yet", "There is none yet", detail);
  }

  static Problem unavailable(String detail) {
    return new Problem(503, "not-ready", "The monitor is not ready", detail);
  }

  static Problem busy(String detail) {
    return new Problem(503, "busy", "The monitor has too many clients", detail);
  }

  static Problem unauthorized(String detail) {
    return new Problem(401, "unauthorized", "A token is needed", detail);
  }

  /** For a status of which nothing more is known. */
  static Problem ofStatus(int status) {
    return switch (status) {
      case 400 ->
          invalid("The request cannot be read; check its path and query for stray '%' signs.");
      case 403 -> new Problem(403, "forbidden", "Not allowed", "This is not for you.");
      case 404 ->
          notFound("Nothing lives at this path; /api/v1/openapi.yaml describes what there is.");
      case 405 ->
          new Problem(
              405, "method-not-allowed", "Wrong method", "Everything here is read only; use GET.");
      case 406 ->
          new Problem(
              406, "not-acceptable", "Nothing acceptable", "Accept application/json, or anything.");
      case 413 -> new Problem(413, "too-large", "Too large", "The request is too large.");
      case 415 -> new Problem(415, "media-type", "Wrong media type", "Send no body.");
      default ->
          status < 500
              ? new Problem(
                  status, "refused", "The request is refused", "Status %d.".formatted(status))
              : new Problem(
                  status, "failed", "The monitor failed", "See its log for what happened.");
    };
  }

  JsonObject json(String instance) {
    return new JsonObject()
        .put("type", "urn:ringfence:problem:" + kind)
        .put("title", title)
        .put("status", status)
        .put("detail", detail)
        .put("instance", instance);
  }
}
