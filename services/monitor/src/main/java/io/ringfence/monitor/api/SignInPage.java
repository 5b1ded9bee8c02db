package io.ringfence.monitor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/** A form that asks for the token. Needs no script and no other file. */
final class SignInPage {

  private static final String STYLE =
      """
      :root{color-scheme:light dark;font:16px/1.5 system-ui,sans-serif}
      body{display:grid;place-items:center;min-height:90vh;margin:0}
      form{display:grid;gap:.75rem;width:min(22rem,90vw)}
      h1{font-size:1.25rem;margin:0}
      input,button{font:inherit;padding:.5rem .75rem}
      p{margin:0}
      """;
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <meta charset="utf-8">
      <meta name="viewport" content="width=device-width,initial-scale=1">
      <title>Sign in · Ringfence</title>
      <style>%s</style>
      <form method="post" action="/session">
      <h1>Ringfence</h1>
      <p role="alert">%s</p>
      <label for="token">Token</label>
      <input id="token" name="token" type="password" autocomplete="current-password" required autofocus>
      <button>Sign in</button>
      </form>
      </html>
      """;

  private final String policy =
      "default-src 'none'; style-src 'sha256-%s'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
          .formatted(digest(STYLE));

  void send(RoutingContext context, String message) {
    context
        .response()
        .setStatusCode(401)
        .putHeader(HttpHeaders.CONTENT_TYPE, "text/html; charset=utf-8")
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-store")
        .putHeader("content-security-policy", policy);
    context.end(PAGE.formatted(STYLE, message));
  }

  private static String digest(String text) {
    try {
      return Base64.getEncoder()
          .encodeToString(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
