package io.ringfence.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.monitor.Records;
import io.ringfence.monitor.TestServer;
import io.ringfence.monitor.Words;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.auth.JWTOptions;
import io.vertx.ext.auth.PubSecKeyOptions;
import io.vertx.ext.auth.jwt.JWTAuth;
import io.vertx.ext.auth.jwt.JWTAuthOptions;
import java.math.BigInteger;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.interfaces.RSAPublicKey;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DoorkeeperTest {

  private static final String TOKEN = "0123456789abcdef-token";
  private static final String GRAPHS = "/api/v1/graphs";
  private static final String ISSUER = "https://issuer.example";
  private static final String AUDIENCE = "ringfence";

  @Test
  void withoutATokenNothingButHealthIsReachable() throws Exception {
    try (TestServer server = tokens()) {
      List<String> paths =
          List.of(
              "/",
              "/index.html",
              "/lib/uPlot.esm.js",
              GRAPHS,
              "/api/v1/events",
              "/api/v1/alerts",
              "/api/v1/openapi.yaml",
              "/api/v1/openapi.json",
              "/none",
              "/health/../api/v1/graphs",
              "/session");
      for (String path : paths) {
        assertThat(server.get(path).statusCode()).as(path).isEqualTo(401);
        assertThat(server.get(path, "Authorization", "Bearer wrong").statusCode()).isEqualTo(401);
      }

      assertThat(server.get(GRAPHS).headers().firstValue("www-authenticate")).isPresent();
      assertThat(server.get("/health").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void theTokenOpensTheDoorInAHeader() throws Exception {
    try (TestServer server = tokens()) {
      server.say(Records.pending("g", "a", 1));

      HttpResponse<String> answer = server.get(GRAPHS, "Authorization", "Bearer " + TOKEN);

      assertThat(answer.statusCode()).isEqualTo(200);
      assertThat(answer.body()).contains("\"graphId\":\"g\"");
      assertThat(server.get(GRAPHS, "Authorization", "Basic " + TOKEN).statusCode()).isEqualTo(401);
    }
  }

  @Test
  void aBrowserGetsAFormAndThenACookieThatScriptsCannotRead() throws Exception {
    try (TestServer server = tokens()) {
      HttpResponse<String> form = server.get("/", "Accept", "text/html");
      HttpResponse<String> refused = server.send(signIn(server, "another-token-0000"));
      HttpResponse<String> entered = server.send(signIn(server, TOKEN));
      String cookie = entered.headers().firstValue("set-cookie").orElseThrow();

      assertThat(form.statusCode()).isEqualTo(401);
      assertThat(form.body()).contains("action=\"/session\"").doesNotContain("<script");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.headers().firstValue("set-cookie")).isEmpty();
      assertThat(entered.statusCode()).isEqualTo(303);
      assertThat(cookie).contains("HttpOnly").contains("SameSite=Strict").contains("Secure");
      assertThat(server.get(GRAPHS, "Cookie", cookie.split(";")[0]).statusCode()).isEqualTo(200);
    }
  }

  private static HttpRequest signIn(TestServer server, String token) {
    return HttpRequest.newBuilder(server.uri("/session"))
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(HttpRequest.BodyPublishers.ofString("token=" + token))
        .build();
  }

  @Test
  void withoutTokensOnlyNamesOfLoopbackAreAnsweredTo() throws Exception {
    try (TestServer server = TestServer.with(Doorkeeper.open(Set.of("ringfence.example")))) {
      assertThat(Words.raw(server.port(), "GET /api/v1/graphs HTTP/1.1"))
          .startsWith("HTTP/1.1 200");
      assertThat(Words.raw(server.port(), "GET /api/v1/graphs HTTP/1.1", "evil.example"))
          .startsWith("HTTP/1.1 421");
      assertThat(Words.raw(server.port(), "GET /api/v1/graphs HTTP/1.1", "Ringfence.example:80"))
          .startsWith("HTTP/1.1 200");
    }
  }

  @Test
  void pagesThatAreNamedMayReadAndOthersMayNot() throws Exception {
    try (TestServer server =
        TestServer.with(Doorkeeper.open(Set.of()), List.of("https://grafana.example"))) {
      assertThat(
              server
                  .get(GRAPHS, "Origin", "https://grafana.example")
                  .headers()
                  .firstValue("access-control-allow-origin"))
          .hasValue("https://grafana.example");
      assertThat(server.get(GRAPHS, "Origin", "https://evil.example").headers().map())
          .doesNotContainKey("access-control-allow-origin");
    }
  }

  @Test
  void aSignedTokenMustBeOfTheKeyIssuerAudienceAndTime() throws Exception {
    Vertx vertx = Vertx.vertx();
    KeyPair keys = keys();
    TokenCheck check = ProviderToken.ofKey(vertx, "RS256", publicPem(keys), ISSUER, AUDIENCE);
    try (TestServer server = TestServer.with(Doorkeeper.withTokens(check, true))) {
      requireJudged(server, vertx, keys);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  @Test
  void keysOfAProviderAreFound() throws Exception {
    Vertx vertx = Vertx.vertx();
    KeyPair keys = keys();
    int port = provider(vertx, keys);
    String issuer = "http://127.0.0.1:" + port;
    TokenCheck check =
        ProviderToken.discover(vertx, issuer, "monitor", AUDIENCE)
            .toCompletionStage()
            .toCompletableFuture()
            .join();
    try (TestServer server = TestServer.with(Doorkeeper.withTokens(check, true))) {
      assertThat(status(server, token(vertx, keys, issuer, AUDIENCE, 60))).isEqualTo(200);
      assertThat(status(server, token(vertx, keys, issuer, "other", 60))).isEqualTo(401);
      assertThat(status(server, token(vertx, keys(), issuer, AUDIENCE, 60))).isEqualTo(401);
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static void requireJudged(TestServer server, Vertx vertx, KeyPair keys) throws Exception {
    assertThat(status(server, token(vertx, keys, ISSUER, AUDIENCE, 60))).isEqualTo(200);
    assertThat(status(server, token(vertx, keys, "https://evil", AUDIENCE, 60))).isEqualTo(401);
    assertThat(status(server, token(vertx, keys, ISSUER, "other", 60))).isEqualTo(401);
    assertThat(status(server, token(vertx, keys, ISSUER, AUDIENCE, -60))).isEqualTo(401);
    assertThat(status(server, token(vertx, keys(), ISSUER, AUDIENCE, 60))).isEqualTo(401);
    assertThat(status(server, "a.b.c")).isEqualTo(401);
  }

  private static int status(TestServer server, String token) throws Exception {
    return server.get(GRAPHS, "Authorization", "Bearer " + token).statusCode();
  }

  private static String token(
      Vertx vertx, KeyPair keys, String issuer, String audience, int seconds) {
    return JWTAuth.create(
            vertx,
            new JWTAuthOptions()
                .addPubSecKey(
                    new PubSecKeyOptions()
                        .setId("one")
                        .setAlgorithm("RS256")
                        .setBuffer(pem("PRIVATE", keys.getPrivate().getEncoded()))))
        .generateToken(
            new JsonObject().put("sub", "someone"),
            new JWTOptions()
                .setAlgorithm("RS256")
                .setIssuer(issuer)
                .setAudience(List.of(audience))
                .setExpiresInSeconds(seconds));
  }

  private static int provider(Vertx vertx, KeyPair keys) {
    io.vertx.core.http.HttpServer server = vertx.createHttpServer();
    server.requestHandler(
        request -> {
          String base = "http://127.0.0.1:" + server.actualPort();
          JsonObject body =
              request.path().endsWith("/jwks")
                  ? new JsonObject().put("keys", new JsonArray().add(jwk(keys)))
                  : new JsonObject()
                      .put("issuer", base)
                      .put("authorization_endpoint", base + "/authorize")
                      .put("token_endpoint", base + "/token")
                      .put("jwks_uri", base + "/jwks");
          request.response().putHeader("content-type", "application/json").end(body.toBuffer());
        });
    return server
        .listen(0, "127.0.0.1")
        .toCompletionStage()
        .toCompletableFuture()
        .join()
        .actualPort();
  }

  private static JsonObject jwk(KeyPair keys) {
    RSAPublicKey key = (RSAPublicKey) keys.getPublic();
    return new JsonObject()
        .put("kty", "RSA")
        .put("alg", "RS256")
        .put("use", "sig")
        .put("kid", "one")
        .put("n", number(key.getModulus()))
        .put("e", number(key.getPublicExponent()));
  }

  private static String number(BigInteger value) {
    byte[] bytes = value.toByteArray();
    int from = bytes[0] == 0 ? 1 : 0;
    return Base64.getUrlEncoder()
        .withoutPadding()
        .encodeToString(java.util.Arrays.copyOfRange(bytes, from, bytes.length));
  }

  private static KeyPair keys() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
    generator.initialize(2048);
    return generator.generateKeyPair();
  }

  private static String publicPem(KeyPair keys) {
    return pem("PUBLIC", keys.getPublic().getEncoded());
  }

  private static String pem(String kind, byte[] key) {
    return "-----BEGIN %s KEY-----\n%s\n-----END %s KEY-----\n"
        .formatted(kind, Base64.getMimeEncoder().encodeToString(key), kind);
  }

  private static TestServer tokens() {
    return TestServer.with(Doorkeeper.withTokens(new StaticToken(TOKEN), true));
  }
}
