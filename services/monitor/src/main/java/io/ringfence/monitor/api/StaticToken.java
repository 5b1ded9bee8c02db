package io.ringfence.monitor.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** One token for everyone. Kept and compared as a digest, in a time that tells nothing. */
public final class StaticToken implements TokenCheck {

  private final byte[] expected;

  public StaticToken(String token) {
    this.expected = digest(token);
  }

  @Override
  public Future<Void> check(String token) {
    return MessageDigest.isEqual(expected, digest(token))
        ? Future.succeededFuture()
        : Future.failedFuture("Another token.");
  }

  private static byte[] digest(String token) {
    try {
      return MessageDigest.getInstance("SHA-256").digest(token.getBytes(UTF_8));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("Every Java has SHA-256.", e);
    }
  }
}
