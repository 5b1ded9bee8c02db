package io.ringfence.monitor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;

/**
 * Sends answers: with an ETag that is a digest of the body, so equal tags mean equal answers, and
 * {@code 304} to who has it already. Large bodies are made and packed off the event loop.
 */
final class Answers {

  static final String JSON = "application/json";
  private static final int DIGEST_BYTES = 15;

  private final Vertx vertx;

  Answers(Vertx vertx) {
    this.vertx = vertx;
  }

  void json(RoutingContext context, JsonObject body) {
    send(context, JSON, body.toBuffer());
  }

  void bytes(RoutingContext context, String mediaType, byte[] body) {
    send(context, mediaType, Buffer.buffer(body));
  }

  /** Made on a worker thread; must not touch what the event loop owns. */
  void later(RoutingContext context, Callable<byte[]> body) {
    boolean zip = acceptsGzip(context);
    vertx
        .executeBlocking(
            () -> {
              byte[] plain = body.call();
              return new Made(etag(plain), zip ? gzip(plain) : plain);
            },
            false)
        .onSuccess(
            made -> {
              if (context.response().closed()) {
                return;
              }
              if (unchanged(context, made.etag())) {
                return;
              }
              if (zip) {
                context.response().putHeader(HttpHeaders.CONTENT_ENCODING, "gzip");
              }
              end(context, JSON, Buffer.buffer(made.body()));
            })
        .onFailure(context::fail);
  }

  @SuppressWarnings("ArrayRecordComponent") // lives for one answer
  private record Made(String etag, byte[] body) {}

  private static void send(RoutingContext context, String mediaType, Buffer body) {
    if (!unchanged(context, etag(body.getBytes()))) {
      end(context, mediaType, body);
    }
  }

  private static void end(RoutingContext context, String mediaType, Buffer body) {
    context
        .response()
        .putHeader(HttpHeaders.CONTENT_TYPE, mediaType)
        .putHeader(HttpHeaders.CACHE_CONTROL, "no-cache")
        .putHeader(HttpHeaders.VARY, "accept-encoding");
    context.end(body);
  }

  /** Whether the client has this body; then that is the answer. */
  private static boolean unchanged(RoutingContext context, String etag) {
    context.response().putHeader(HttpHeaders.ETAG, etag);
    String known = context.request().getHeader(HttpHeaders.IF_NONE_MATCH);
    if (known == null || !matches(known, etag)) {
      return false;
    }
    context.response().setStatusCode(304).putHeader(HttpHeaders.CACHE_CONTROL, "no-cache");
    context.end();
    return true;
  }

  private static boolean matches(String header, String etag) {
    for (String tag : header.split(",")) {
      String bare = tag.strip();
      if (bare.equals("*") || bare.equals(etag) || bare.equals("W/" + etag)) {
        return true;
      }
    }
    return false;
  }

  private static String etag(byte[] body) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(body);
      byte[] head = java.util.Arrays.copyOf(digest, DIGEST_BYTES);
      return "\"" + new String(Base64.getUrlEncoder().encode(head), UTF_8) + "\"";
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }

  private static boolean acceptsGzip(RoutingContext context) {
    String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
    return accepted != null && accepted.contains("gzip") && !accepted.contains("gzip;q=0");
  }

  private static byte[] gzip(byte[] plain) {
    ByteArrayOutputStream packed = new ByteArrayOutputStream(plain.length / 4 + 64);
    try (GZIPOutputStream out = new GZIPOutputStream(packed, 1 << 16)) {
      out.write(plain);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return packed.toByteArray();
  }
}
