package io.ringfence.schemas.registry;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import com.google.gson.JsonParseException;
import com.google.gson.JsonParser;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** One request, one JSON object in answer, and every refusal in words. Follows no redirect. */
final class RegistryCalls {

  private static final Duration PATIENCE = Duration.ofSeconds(10);
  private static final String CONTENT_TYPE = "application/vnd.schemaregistry.v1+json";
  private static final int LONGEST_QUOTE = 300;

  private final RegistryAccess access;
  private final HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();

  RegistryCalls(RegistryAccess access) {
    this.access = access;
  }

  /**
   * @param path with a place for the subject
   */
  JsonObject post(String path, String subject, JsonObject body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(access.at(path.formatted(SchemaRegistry.encoded(subject))))
            .timeout(PATIENCE)
            .header("Content-Type", CONTENT_TYPE)
            .header("Accept", CONTENT_TYPE)
            .POST(BodyPublishers.ofString(body.toString()));
    access.authorization().ifPresent(value -> request.header("Authorization", value));
    HttpResponse<String> response = send(request.build());
    if (response.statusCode() != 200) {
      throw refused(subject, response);
    }
    try {
      JsonElement answer = JsonParser.parseString(response.body());
      return answer.getAsJsonObject();
    } catch (JsonParseException | IllegalStateException e) {
      throw notARegistry("answered with something else than a JSON object", e);
    }
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return client.send(request, BodyHandlers.ofString());
    } catch (IOException e) {
      throw new SchemaRegistryException(
          "The schema registry at %s does not answer (%s); start it, correct schema.registry.url, or leave that out to write records without schema ids."
              .formatted(access.url(), cause(e)),
          e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SchemaRegistryException("Interrupted while the schema registry was asked.", e);
    }
  }

  /** The JDK leaves a refused connection without words. */
  private static String cause(IOException e) {
    if (e.getMessage() == null) {
      return e instanceof ConnectException ? "no connection" : e.getClass().getSimpleName();
    }
    return e.getMessage();
  }

  private SchemaRegistryException refused(String subject, HttpResponse<String> response) {
    return switch (response.statusCode()) {
      case 401, 403 ->
          new SchemaRegistryException(
              "The schema registry at %s does not let these credentials write (status %d); correct schema.registry.username and password, or token, or grant the right."
                  .formatted(access.url(), response.statusCode()));
      case 404, 405 -> notARegistry("answered with status " + response.statusCode(), null);
      case 409 ->
          new SchemaRegistryException(
              "The schema registry refuses the schema of subject '%s' as incompatible with the one it has (%s); run the version of Ringfence that registered it, or relax the subject's compatibility in the registry (to BACKWARD or NONE) while you upgrade."
                  .formatted(subject, message(response)));
      default ->
          new SchemaRegistryException(
              "The schema registry at %s refuses the schema of subject '%s' (status %d: %s); its own log may say more."
                  .formatted(access.url(), subject, response.statusCode(), message(response)));
    };
  }

  private SchemaRegistryException notARegistry(String what, @Nullable Throwable cause) {
    String message =
        "What listens at %s %s; schema.registry.url must name Confluent's REST interface (Apicurio has it at /apis/ccompat/v7)."
            .formatted(access.url(), what);
    return cause == null
        ? new SchemaRegistryException(message)
        : new SchemaRegistryException(message, cause);
  }

  private static String message(HttpResponse<String> response) {
    String text = response.body();
    try {
      JsonElement answer = JsonParser.parseString(text);
      if (answer.isJsonObject() && answer.getAsJsonObject().has("message")) {
        text = answer.getAsJsonObject().get("message").getAsString();
      }
    } catch (JsonParseException e) {
      // Then as it is.
    }
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
