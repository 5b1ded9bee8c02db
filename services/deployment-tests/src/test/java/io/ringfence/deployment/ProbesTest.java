package io.ringfence.deployment;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.ringfence.hosting.configuration.Secret;
import io.ringfence.hosting.management.Health;
import io.ringfence.hosting.management.ManagementAddress;
import io.ringfence.hosting.management.ManagementVerticle;
import io.ringfence.hosting.metrics.Meters;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class ProbesTest {

  private static final String TOKEN = "0123456789abcdef";

  @Test
  void everyPathThatIsAskedForIsAnsweredByTheManagementPort() throws Exception {
    Vertx vertx = Vertx.vertx();
    try (Meters meters = Meters.of("certifier")) {
      ManagementVerticle management =
          new ManagementVerticle(
              new ManagementAddress("0.0.0.0", 0, Secret.of(TOKEN)),
              () -> new Health(true, true, true, List.of()),
              JsonObject::new,
              meters);
      vertx.deployVerticle(management).toCompletionStage().toCompletableFuture().join();
      HttpClient client = HttpClient.newHttpClient();

      for (String path : paths()) {
        HttpRequest.Builder request =
            HttpRequest.newBuilder(
                URI.create("http://127.0.0.1:%d%s".formatted(management.port(), path)));
        if (path.equals("/metrics")) {
          request.header("Authorization", "Bearer " + TOKEN);
        }
        assertThat(client.send(request.build(), HttpResponse.BodyHandlers.ofString()).statusCode())
            .as(path)
            .isEqualTo(200);
      }
    } finally {
      vertx.close().toCompletionStage().toCompletableFuture().join();
    }
  }

  private static Set<String> paths() {
    Set<String> paths = new TreeSet<>();
    Manifests all = Chart.with(ValueSet.STRIMZI_SCRAM);
    for (Workload workload : all.workloads()) {
      for (String probe : List.of("startupProbe", "readinessProbe", "livenessProbe")) {
        JsonNode get = workload.container().path(probe).path("httpGet");
        assertThat(get.path("port").asText()).isEqualTo("management");
        paths.add(get.path("path").asText());
      }
    }
    all.kind("PodMonitor")
        .forEach(
            monitor ->
                paths.addAll(Manifests.texts(monitor.at("/spec/podMetricsEndpoints"), "path")));
    assertThat(paths)
        .containsExactly("/health/live", "/health/ready", "/health/started", "/metrics");
    return paths;
  }
}
