package io.ringfence.integration.registry;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParser;
import io.ringfence.integration.consumers.Command;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;

/** A registry in a process of its own that keeps its schemas in memory. */
final class ApicurioRegistry implements AutoCloseable {

  private static final Duration PATIENCE = Duration.ofSeconds(60);

  private final HttpClient client = HttpClient.newHttpClient();
  private final Command process;
  private final String host;

  private ApicurioRegistry(Command process, String host) {
    this.process = process;
    this.host = host;
  }

  /** Starts; {@link #awaitReady} waits for it. */
  static ApicurioRegistry start(Path home) throws IOException {
    int port = freePort();
    Command process =
        Command.start(
            home,
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx512m",
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                "-Dquarkus.http.host=127.0.0.1",
                "-Dquarkus.http.port=" + port,
                "-jar",
                ApicurioArchive.jar()));
    return new ApicurioRegistry(process, "http://127.0.0.1:" + port);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  void awaitReady() {
    Awaitility.await()
        .atMost(PATIENCE)
        .ignoreExceptionsInstanceOf(IOException.class)
        .untilAsserted(
            () ->
                assertThat(send(HttpRequest.newBuilder(URI.create(host + "/health/ready"))))
                    .as(process.output())
                    .extracting(HttpResponse::statusCode)
                    .isEqualTo(200));
  }

  /** For {@code schema.registry.url}. */
  String url() {
    return host + "/apis/ccompat/v7";
  }

  /** The id of the last schema of a subject. */
  int id(String subject) throws IOException {
    return get("/subjects/%s/versions/latest".formatted(subject))
        .getAsJsonObject()
        .get("id")
        .getAsInt();
  }

  /** How many schemas a subject has had. */
  int versions(String subject) throws IOException {
    return get("/subjects/%s/versions".formatted(subject)).getAsJsonArray().size();
  }

  /** The text of a schema. */
  String schema(int id) throws IOException {
    return get("/schemas/ids/" + id).getAsJsonObject().get("schema").getAsString();
  }

  /** Makes a schema known, as somebody else would. */
  void register(String subject, String schema) throws IOException {
    JsonObject body = new JsonObject();
    body.addProperty("schemaType", "PROTOBUF");
    body.addProperty("schema", schema);
    succeed(
        request("/subjects/%s/versions".formatted(subject))
            .POST(BodyPublishers.ofString(body.toString())));
  }

  /** Rules how the schemas of a subject may change. */
  void compatibility(String subject, String level) throws IOException {
    JsonObject body = new JsonObject();
    body.addProperty("compatibility", level);
    succeed(request("/config/" + subject).PUT(BodyPublishers.ofString(body.toString())));
  }

  private JsonElement get(String path) throws IOException {
    return JsonParser.parseString(succeed(request(path)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(url() + path))
        .header("Content-Type", "application/vnd.schemaregistry.v1+json");
  }

  private String succeed(HttpRequest.Builder request) throws IOException {
    HttpResponse<String> response = send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    return response.body();
  }

  private HttpResponse<String> send(HttpRequest.Builder request) throws IOException {
    try {
      return client.send(request.timeout(PATIENCE).build(), BodyHandlers.ofString());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException(e);
    }
  }

  /** Ends it at once and waits until it answers no more. */
  @Override
  public void close() {
    process.close();
    Awaitility.await()
        .atMost(PATIENCE)
        .until(
            () -> {
              try {
                send(HttpRequest.newBuilder(URI.create(host + "/health/live")));
                return false;
              } catch (IOException e) {
                return true;
              }
            });
  }
}
