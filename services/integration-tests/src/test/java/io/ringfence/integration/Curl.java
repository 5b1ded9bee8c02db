package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A line of the README that asks the monitor something, run by a shell as it is printed; only the
 * port is another, and a stream is left after some seconds.
 *
 * @param path what it asks for
 */
record Curl(String line, String path) {

  private static final Pattern ADDRESS = Pattern.compile("localhost:8090(/[^\\s'?]*)");
  private static final String PORT = "localhost:8090/";
  private static final String EVENTS = "/api/v1/events";

  /**
   * @throws AssertionError if it asks nobody, or not the monitor
   */
  static Curl of(String line) {
    Matcher address = ADDRESS.matcher(line);
    if (!address.find()) {
      throw new AssertionError("'%s' asks no monitor at localhost:8090.".formatted(line));
    }
    return new Curl(line, address.group(1));
  }

  /** Media type of the right answer. */
  String mediaType() {
    return path.equals(EVENTS) ? "text/event-stream" : "application/json";
  }

  /** What only the right answer has. */
  String shows() {
    return switch (path.replaceFirst("/graphs/demo(/nodes/)?.*?(/[a-z]+)?$", "/graphs/demo$1$2")) {
      case "/api/v1/graphs" -> "{\"graphs\":[{\"graphId\":\"demo\"";
      case "/api/v1/graphs/demo/nodes" -> "\"nodes\":[{\"nodeId\":";
      case "/api/v1/graphs/demo/nodes/" -> "{\"node\":{\"nodeId\":\"n24\"";
      case "/api/v1/graphs/demo/collective" -> "\"cells\":[{";
      case "/api/v1/alerts" -> "{\"alerts\":[";
      case EVENTS -> "event: changes";
      default ->
          throw new AssertionError("What '%s' must show is not written here.".formatted(path));
    };
  }

  /** Status of the answer. */
  String status(Path folder, String port) {
    return run(folder, port, " -o /dev/null -w '%{http_code}'");
  }

  /** Media type and body. */
  String answer(Path folder, String port) {
    return run(folder, port, " -w '\n%{content_type}\n'");
  }

  private String run(Path folder, String port, String options) {
    String limit = path.equals(EVENTS) ? " --max-time 5" : " --max-time 30";
    try {
      Process process =
          new ProcessBuilder(
                  List.of(
                      "sh",
                      "-c",
                      line.replace(PORT, "localhost:%s/".formatted(port)) + limit + options))
              .directory(folder.toFile())
              .redirectErrorStream(true)
              .start();
      return new String(process.getInputStream().readAllBytes(), UTF_8);
    } catch (IOException e) {
      throw new AssertionError("The shell does not start.", e);
    }
  }
}
