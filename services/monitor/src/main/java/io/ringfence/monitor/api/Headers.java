package io.ringfence.monitor.api;

import io.vertx.core.MultiMap;
import io.vertx.ext.web.RoutingContext;

/** What every answer says to browsers: run nothing of others, be framed by nobody. */
final class Headers {

  private static final String POLICY =
      "default-src 'self'; img-src 'self' data:; object-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Headers() {}

  static void secure(RoutingContext context) {
    MultiMap headers = context.response().headers();
    headers.set("content-security-policy", POLICY);
    headers.set("x-content-type-options", "nosniff");
    headers.set("x-frame-options", "DENY");
    headers.set("referrer-policy", "no-referrer");
    headers.set("cross-origin-opener-policy", "same-origin");
    headers.set("permissions-policy", "camera=(), geolocation=(), microphone=()");
    context.next();
  }
}
