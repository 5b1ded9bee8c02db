package io.ringfence.monitor.api;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.authentication.AuthenticationProvider;
import io.vertx.ext.auth.authentication.TokenCredentials;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import io.vertx.ext.auth.oauth2.OAuth2Options;
import io.vertx.ext.auth.oauth2.providers.OpenIDConnectAuth;
import java.util.Base64;
import java.util.List;

/** Signed tokens (JWT) of an identity provider: signature, expiry, issuer and audience. */
public final class ProviderToken implements TokenCheck {

  private final AuthenticationProvider provider;

  private ProviderToken(AuthenticationProvider provider) {
    this.provider = provider;
  }

  /**
   * Signed with a key that is given.
   *
   * @param pem public key
   */
  public static TokenCheck ofKey(
      Vertx vertx, String algorithm, String pem, String issuer, String audience) {
    return new ProviderToken(
        JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(new PubSecKeyOptions().setAlgorithm(algorithm).setBuffer(pem))
                .setJWTOptions(options(issuer, audience))));
  }

  /**
   * Signed with the keys that an OpenID Connect provider publishes; fails if it cannot be reached.
   *
   * @param issuer its address, below which {@code /.well-known/openid-configuration} lies
   */
  public static Future<TokenCheck> discover(
      Vertx vertx, String issuer, String clientId, String audience) {
    return OpenIDConnectAuth.discover(
            vertx,
            new OAuth2Options()
                .setSite(issuer)
                .setClientId(clientId)
                .setValidateIssuer(true)
                .setJWTOptions(options(issuer, audience)))
        .map(ProviderToken::new);
  }

  private static JWTOptions options(String issuer, String audience) {
    return new JWTOptions().setIssuer(issuer).setAudience(List.of(audience));
  }

  @Override
  public Future<Void> check(String token) {
    return ends(token)
        ? provider.authenticate(new TokenCredentials(token)).mapEmpty()
        : Future.failedFuture("A token that never expires.");
  }

  /** Whether it says when it expires; the provider judges whether it has. */
  private static boolean ends(String token) {
    String[] parts = token.split("\\.", -1);
    try {
      return parts.length == 3
          && new JsonObject(Buffer.buffer(Base64.getUrlDecoder().decode(parts[1])))
              .containsKey("exp");
    } catch (IllegalArgumentException | DecodeException e) {
      return false;
    }
  }
}
