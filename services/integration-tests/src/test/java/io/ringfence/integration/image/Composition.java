package io.ringfence.integration.image;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** {@code docker-compose.yml} under a name and ports of its own. Closing it leaves nothing. */
final class Composition implements AutoCloseable {
  static final String IMAGE = "ringfence:under-test";
  private static final String TOKEN = "known-to-the-test";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final Duration LOOK = Duration.ofSeconds(1);

  private final String project = "ringfence-test-" + ProcessHandle.current().pid();
  private final int kafkaPort = freePort();
  private final int monitorPort = freePort();
  private final Shell shell;

  Composition(String dataset) throws IOException {
    Map<String, String> settings = new HashMap<>();
    settings.put("COMPOSE_PROJECT_NAME", project);
    settings.put("RINGFENCE_IMAGE", IMAGE);
    settings.put("RINGFENCE_TOKEN", TOKEN);
    settings.put("RINGFENCE_DEMO_DATASET", dataset);
    settings.put("KAFKA_PORT", String.valueOf(kafkaPort));
    settings.put("MONITOR_PORT", String.valueOf(monitorPort));
    shell = new Shell(settings);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  String bootstrapServers() {
    return "localhost:" + kafkaPort;
  }

  String compose(String... arguments) throws IOException, InterruptedException {
    return shell.succeed(
        Stream.concat(Stream.of("docker-compose"), Arrays.stream(arguments))
            .toArray(String[]::new));
  }

  String docker(String... arguments) throws IOException, InterruptedException {
    return shell.succeed(
        Stream.concat(Stream.of("docker"), Arrays.stream(arguments)).toArray(String[]::new));
  }

  /** The container of a service, running or not. */
  String container(String service) throws IOException, InterruptedException {
    return compose("ps", "-q", service);
  }

  String inspect(String service, String format) throws IOException, InterruptedException {
    return docker("inspect", "-f", format, container(service));
  }

  void awaitHealthy(String... services) {
    for (String service : services) {
      Awaitility.await(service)
          .atMost(PATIENCE)
          .pollInterval(LOOK)
          .untilAsserted(
              () ->
                  assertThat(inspect(service, "{{.State.Health.Status}}"))
                      .as(docker("logs", "--tail", "20", container(service)))
                      .isEqualTo("healthy"));
    }
  }

  /** Ends a service's process without a chance to put anything in order, and starts it again. */
  void kill(String service) throws IOException, InterruptedException {
    String container = container(service);
    docker("kill", container);
    docker("start", container);
  }

  /** What the monitor answers. */
  String ask(String path) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://localhost:" + monitorPort + path))
            .header("Authorization", "Bearer " + TOKEN)
            .timeout(Duration.ofSeconds(20))
            .build();
    HttpResponse<String> answer =
        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(200);
    return answer.body();
  }

  /** Containers, volumes and networks that are left of it. */
  List<String> leftovers() throws IOException, InterruptedException {
    String mine = "label=com.docker.compose.project=" + project;
    return Stream.of(
            docker("ps", "-aq", "--filter", mine),
            docker("volume", "ls", "-q", "--filter", mine),
            docker("network", "ls", "-q", "--filter", mine))
        .flatMap(String::lines)
        .toList();
  }

  @Override
  public void close() throws IOException, InterruptedException {
    compose("--profile", "demo", "down", "-v", "--timeout", "30");
  }
}
