package io.ringfence.monitor;

import io.ringfence.monitor.api.Doorkeeper;
import io.ringfence.monitor.api.ProviderToken;
import io.ringfence.monitor.api.StaticToken;
import io.ringfence.monitor.configuration.MonitorConfiguration;
import io.ringfence.monitor.configuration.MonitorConfiguration.Auth;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;

/** From the configuration to who is let in. */
final class Doors {

  private static final int SHORTEST_TOKEN = 16;

  private Doors() {}

  /** Fails with an {@link IOException} if a file cannot be read or a provider not be reached. */
  static Future<Doorkeeper> of(Vertx vertx, MonitorConfiguration.Server server) {
    Auth auth = server.auth();
    boolean secure = server.publicAddress().startsWith("https:");
    return switch (auth.mode()) {
      case OFF -> Future.succeededFuture(Doorkeeper.open(publicHost(server)));
      case TOKEN ->
          vertx
              .executeBlocking(() -> token(auth))
              .map(token -> Doorkeeper.withTokens(new StaticToken(token), secure));
      case JWT ->
          vertx
              .executeBlocking(() -> read("server.auth.public-key-file", auth.publicKeyFile()))
              .map(
                  pem ->
                      Doorkeeper.withTokens(
                          ProviderToken.ofKey(
                              vertx, auth.algorithm(), pem, auth.issuer(), auth.audience()),
                          secure));
      case OIDC ->
          ProviderToken.discover(vertx, auth.issuer(), auth.clientId(), auth.audience())
              .map(check -> Doorkeeper.withTokens(check, secure))
              .recover(
                  cause ->
                      Future.failedFuture(
                          new IOException(
                              "The OpenID Connect provider at server.auth.issuer '%s' cannot be used (%s); check the address and that it is reachable."
                                  .formatted(auth.issuer(), cause.getMessage()),
                              cause)));
    };
  }

  private static Set<String> publicHost(MonitorConfiguration.Server server) {
    String host =
        server.publicAddress().isEmpty() ? null : URI.create(server.publicAddress()).getHost();
    return host == null ? Set.of(server.host()) : Set.of(server.host(), host);
  }

  private static String token(Auth auth) throws IOException {
    if (!auth.token().isEmpty()) {
      return auth.token();
    }
    String token = read("server.auth.token-file", auth.tokenFile()).strip();
    if (token.length() < SHORTEST_TOKEN) {
      throw new IOException(
          "The token in server.auth.token-file '%s' has %d characters; it must have at least %d."
              .formatted(auth.tokenFile(), token.length(), SHORTEST_TOKEN));
    }
    return token;
  }

  private static String read(String key, Path file) throws IOException {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new IOException(
          "%s '%s' cannot be read (%s); correct the path or its rights."
              .formatted(key, file, e.getMessage()),
          e);
    }
  }
}
