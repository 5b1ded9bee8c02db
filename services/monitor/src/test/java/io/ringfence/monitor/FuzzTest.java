package io.ringfence.monitor;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.Socket;
import java.net.URLEncoder;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever is asked, the server answers and stays well. */
class FuzzTest {

  private static final int REQUESTS = 700;
  private static final TestServer SERVER = TestServer.open();
  private static final List<String> PATHS =
      List.of(
          "/api/v1/graphs",
          "/api/v1/graphs/g",
          "/api/v1/graphs/g/nodes",
          "/api/v1/graphs/g/nodes/a",
          "/api/v1/graphs/g/nodes/a/receipt",
          "/api/v1/graphs/g/nodes/b/receipt",
          "/api/v1/graphs/g/nodes/c/receipt",
          "/api/v1/graphs/g/nodes/d/receipt",
          "/api/v1/graphs/g/regions",
          "/api/v1/graphs/g/collective",
          "/api/v1/graphs/g/structure",
          "/api/v1/graphs/g/history",
          "/api/v1/alerts",
          "/api/v1/events",
          "/api/v1/openapi.yaml",
          "/health",
          "/",
          "/session");
  private static final List<String> NAMES =
      List.of(
          "status",
          "region",
          "predictedClass",
          "label",
          "minAdditions",
          "minDeletions",
          "prefix",
          "sort",
          "order",
          "limit",
          "cursor",
          "additions",
          "deletions",
          "distance",
          "since",
          "graph",
          "state",
          "severity",
          "lastEventId",
          "%",
          "");
  private static final List<String> VALUES =
      List.of(
          "",
          "0",
          "1",
          "-1",
          "2147483648",
          "9223372036854775808",
          "1e400",
          "NaN",
          "Infinity",
          "1.5",
          "null",
          "true",
          "[]",
          "{}",
          "CERTIFIED",
          "certified",
          "FIRING",
          "asc",
          "desc",
          "issuedAt",
          "2026-11-24T06:00:00Z",
          "2026-11-24T06:00:00+01:00",
          "+999999999-12-31T23:59:59Z",
          "Tk9ERV9JRCs6MDph",
          "Tk9ERV9JRCs6",
          "\u0000",
          "\uD800",
          "ä€😀",
          "../../etc/passwd",
          "a/b",
          "'; DROP TABLE",
          "<script>",
          "%2F",
          "x".repeat(3000));
  private static final List<String> TAGS =
      List.of(
          "",
          "*",
          "\"\"",
          "\"a\", W/\"b\"",
          "W/",
          "run-0",
          "run-1",
          "run--1",
          "run-9223372036854775808",
          "other-1",
          "-",
          "run-1,run-2",
          "ä€😀",
          "%00",
          "x".repeat(3000));
  private static final List<String> METHODS =
      List.of(
          "GET", "GET", "GET", "GET", "HEAD", "POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE",
          "FOO");

  @BeforeAll
  static void fill() {
    SERVER.say(Records.certified("g", "a", 1, 2, 1), Records.pending("g", "b", 1));
    SERVER.say(
        Records.inEpoch(0, Records.pending("g", "c", 1)),
        Records.inEpoch(0, Records.certified("g", "d", 1, 2, 1)));
    SERVER.say(Records.graph("g", 2, 2, 0, 1));
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void noRequestMakesTheServerFail(long seed) throws Exception {
    Random random = new Random(seed);
    for (int i = 0; i < REQUESTS; i++) {
      String request = request(random);
      String headers = headers(random);
      Answer answer = ask(request, headers);
      assertThat(answer.status()).as("seed %d: %s %s", seed, request, headers).isBetween(200, 499);
      if (answer.status() >= 400 && !request.startsWith("HEAD")) {
        assertThat(answer.head()).as(request).contains("application/problem+json");
      }
    }
    assertThat(SERVER.get("/api/v1/graphs/g").statusCode()).isEqualTo(200);
  }

  private static String request(Random random) {
    StringBuilder target = new StringBuilder(path(random));
    int parameters = random.nextInt(4);
    for (int p = 0; p < parameters; p++) {
      target
          .append(p == 0 ? '?' : '&')
          .append(pick(random, NAMES))
          .append(random.nextInt(10) == 0 ? "" : "=" + value(random));
    }
    return pick(random, METHODS) + " " + target;
  }

  /** Lines of headers that the server reads, with whatever a line can hold. */
  private static String headers(Random random) {
    StringBuilder lines = new StringBuilder();
    for (String name : List.of("Last-Event-ID", "If-None-Match")) {
      if (random.nextInt(3) == 0) {
        lines.append(name).append(": ").append(pick(random, TAGS)).append("\r\n");
      }
    }
    return lines.toString();
  }

  private static String path(Random random) {
    String path = pick(random, PATHS);
    if (random.nextInt(3) > 0) {
      return path;
    }
    String[] parts = path.split("/", -1);
    parts[random.nextInt(parts.length)] = value(random);
    String joined = String.join("/", parts);
    return joined.startsWith("/") ? joined : "/" + joined;
  }

  private static String value(Random random) {
    String text = pick(random, VALUES);
    if (random.nextBoolean()) {
      return URLEncoder.encode(text, UTF_8);
    }
    StringBuilder printable = new StringBuilder();
    text.chars()
        .filter(c -> c > ' ' && c < 127 && c != '#')
        .forEach(c -> printable.append((char) c));
    if (random.nextInt(4) == 0) {
      printable.append("%").append(random.nextBoolean() ? "zz" : "C0%80");
    }
    return printable.toString();
  }

  private static <T> T pick(Random random, List<T> list) {
    return list.get(random.nextInt(list.size()));
  }

  private record Answer(int status, String head) {}

  private static Answer ask(String request, String headers) throws IOException {
    try (Socket socket = new Socket("127.0.0.1", SERVER.port())) {
      socket.setSoTimeout(10_000);
      socket
          .getOutputStream()
          .write(
              (request + " HTTP/1.1\r\nHost: localhost\r\n" + headers + "Connection: close\r\n\r\n")
                  .getBytes(UTF_8));
      BufferedReader in = new BufferedReader(new InputStreamReader(socket.getInputStream(), UTF_8));
      String line = String.valueOf(in.readLine());
      StringBuilder head = new StringBuilder();
      for (String next = in.readLine(); next != null && !next.isEmpty(); next = in.readLine()) {
        head.append(next.toLowerCase(Locale.ROOT)).append('\n');
      }
      return new Answer(Integer.parseInt(line.split(" ")[1]), head.toString());
    }
  }
}
