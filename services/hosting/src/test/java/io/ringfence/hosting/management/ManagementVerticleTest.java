package io.ringfence.hosting.management;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.hosting.configuration.Secret;
import io.ringfence.hosting.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManagementVerticleTest {

  private static final String TOKEN = "a-token-of-the-test";

  @ParameterizedTest
  @ValueSource(strings = {"/status", "/metrics", "/anything"})
  void withoutATokenOtherMachinesAreToldOfHealthOnly(String path) throws Exception {
    try (Server server = new Server("0.0.0.0", Secret.NONE)) {
      assertThat(server.get("/health/ready", "").statusCode()).isEqualTo(200);
      HttpResponse<String> refused = server.get(path, "");
      assertThat(refused.statusCode()).isEqualTo(401);
      assertThat(refused.body()).contains("management.token").doesNotContain("UP");
      assertThat(server.get(path, "Bearer ").statusCode()).isEqualTo(401);
    }
  }

  @Test
  void withATokenWhoSendsItIsTold() throws Exception {
    try (Server server = new Server("0.0.0.0", Secret.of(TOKEN))) {
      assertThat(server.get("/status", "Bearer " + TOKEN).body()).contains("\"work\":1");
      assertThat(server.get("/metrics", "bearer " + TOKEN).statusCode()).isEqualTo(200);
      assertThat(server.get("/status", "Bearer " + TOKEN + "x").statusCode()).isEqualTo(401);
      assertThat(server.get("/status", "Basic " + TOKEN).statusCode()).isEqualTo(401);
      assertThat(server.get("/status", "").statusCode()).isEqualTo(401);
      assertThat(server.get("/health/live", "").statusCode()).isEqualTo(200);
    }
  }

  @Test
  void onLoopbackEverythingIsTold() throws Exception {
    try (Server server = new Server("127.0.0.1", Secret.NONE)) {
      assertThat(server.get("/status", "").body()).contains("\"work\":1");
    }
  }

  private static final class Server implements AutoCloseable {
    private final Vertx vertx = Vertx.vertx();
    private final Meters meters = Meters.of("test");
    private final ManagementVerticle verticle;

    Server(String host, Secret token) {
      verticle =
          new ManagementVerticle(
              new ManagementAddress(host, 0, token),
              () -> new Health(true, true, true, List.of()),
              () -> new JsonObject().put("work", 1),
              meters);
      vertx.deployVerticle(verticle).toCompletionStage().toCompletableFuture().join();
    }

    HttpResponse<String> get(String path, String authorization) throws Exception {
      HttpRequest.Builder request =
          HttpRequest.newBuilder(
              URI.create("http://127.0.0.1:%d%s".formatted(verticle.port(), path)));
      if (!authorization.isEmpty()) {
        request.header("Authorization", authorization);
      }
      return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
    }

    @Override
    public void close() {
      vertx.close().toCompletionStage().toCompletableFuture().join();
      meters.close();
    }
  }
}
