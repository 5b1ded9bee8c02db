package io.ringfence.monitor.api;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.monitor.Records;
import io.ringfence.monitor.TestServer;
import io.ringfence.monitor.Words;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.openapi.contract.OpenAPIContract;
import io.vertx.openapi.validation.ResponseValidator;
import io.vertx.openapi.validation.ValidatableResponse;
import java.io.IOException;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Holds real answers to the document that promises them. */
class ContractTest {

  private static final String G = "/api/v1/graphs/a%2Fb";
  private static final TestServer SERVER = TestServer.open();
  private static OpenAPIContract contract;

  @BeforeAll
  static void fill() {
    contract =
        Contract.load(SERVER.vertx()).toCompletionStage().toCompletableFuture().join().openApi();
    SERVER.say(
        Records.certified("a/b", "x/1", 1, 4, 7),
        Records.certified("a/b", "y", 0, 2, 7),
        Records.abstained("a/b", "z", 7),
        Records.pending("a/b", "x/1", 8));
    SERVER.say(Records.graph("a/b", 2, 1, 1, 8));
    SERVER.say(
        Records.inEpoch(0, Records.pending("late", "waits", 7)),
        Records.inEpoch(1, Records.certified("late", "earlier", 1, 1, 7)),
        Records.inEpoch(2, Records.certified("late", "now", 1, 1, 8)));
    SERVER.say(Records.graph("late", 2, 1, 0, 8).toBuilder().setEpoch(2).build());
    SERVER.say(Records.certified("alone", "n", 1, 1, 1));
    SERVER.say(Records.alert("1", "a/b", RobustnessAlert.State.FIRING, Records.NOON));
    SERVER.say(
        Records.alert("2", "a/b", RobustnessAlert.State.RESOLVED, Records.NOON.plusSeconds(1)));
    Words.edges(SERVER, "a/b", "x/1", "y");
  }

  @AfterAll
  static void stop() {
    SERVER.close();
  }

  @ParameterizedTest
  @CsvSource({
    "listGraphs, /api/v1/graphs",
    "getGraph, " + G,
    "listNodes, " + G + "/nodes",
    "listNodes, " + G + "/nodes?status=CERTIFIED&minDeletions=2&sort=deletions&order=desc&limit=1",
    "getNode, " + G + "/nodes/x%2F1",
    "getNode, " + G + "/nodes/z",
    "listRegions, " + G + "/regions",
    "getCollective, " + G + "/collective",
    "getCollective, " + G + "/collective?additions=1&deletions=2",
    "getCollective, " + G + "/collective?distance=0.5",
    "getStructure, " + G + "/structure",
    "getHistory, " + G + "/history?since=2026-01-01T00:00:00Z",
    "listAlerts, /api/v1/alerts?state=FIRING&severity=WARNING&graph=a%2Fb",
    "listAlerts, /api/v1/alerts?limit=1",
  })
  void anAnswerIsAsTheContractSaysAndHasATag(String operation, String path) throws Exception {
    HttpResponse<String> response = SERVER.get(path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    requireContract(operation, response);
    String tag = response.headers().firstValue("etag").orElseThrow();
    assertThat(SERVER.get(path, "If-None-Match", tag).statusCode()).isEqualTo(304);
    assertThat(SERVER.get(path, "If-None-Match", "\"other\"").statusCode()).isEqualTo(200);
  }

  @ParameterizedTest
  @CsvSource({
    "getGraph, 404, /api/v1/graphs/none",
    "getNode, 404, " + G + "/nodes/none",
    "getReceipt, 404, " + G + "/nodes/none/receipt",
    "listNodes, 400, " + G + "/nodes?limit=0",
    "listNodes, 400, " + G + "/nodes?limit=abc",
    "listNodes, 400, " + G + "/nodes?limit=1001",
    "listNodes, 400, " + G + "/nodes?status=GOOD",
    "listNodes, 400, " + G + "/nodes?cursor=nonsense",
    "listNodes, 400, " + G + "/nodes?limit=1&limit=2",
    "listNodes, 400, " + G + "/nodes?unknown=1",
    "getCollective, 400, " + G + "/collective?additions=1&distance=1",
    "getHistory, 400, " + G + "/history?since=yesterday",
    "listAlerts, 400, /api/v1/alerts?severity=HUGE",
  })
  void whatIsWrongIsSaidAsAProblem(String operation, int status, String path) throws Exception {
    HttpResponse<String> response = SERVER.get(path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    requireContract(operation, response);
  }

  @ParameterizedTest
  @CsvSource({
    "404, GET, /api/v1/none",
    "404, GET, /none",
    "400, GET, /api/v1/graphs/%zz",
    "405, POST, /api/v1/graphs",
    "405, DELETE, /api/v1/graphs/a",
    "405, PUT, /",
  })
  void whatTheRouterRefusesIsAProblemToo(int status, String method, String path) throws Exception {
    String answer = Words.raw(SERVER.port(), method + " " + path + " HTTP/1.1");

    assertThat(answer).startsWith("HTTP/1.1 " + status).contains("application/problem+json");
    assertThat(answer).contains("\"status\":" + status);
  }

  @Test
  void notReadyIsAProblemWithATimeToComeBack() throws Exception {
    SERVER.ready(false);
    try {
      HttpResponse<String> response = SERVER.get("/api/v1/graphs");

      assertThat(response.statusCode()).isEqualTo(503);
      assertThat(response.headers().firstValue("retry-after")).isPresent();
      requireContract("listGraphs", response);
    } finally {
      SERVER.ready(true);
    }
  }

  @ParameterizedTest
  @CsvSource({
    "/api/v1/graphs/late/nodes/waits/receipt, PENDING",
    G + "/nodes/x%2F1/receipt, PENDING",
    "/api/v1/graphs/late/nodes/earlier/receipt, of epoch 1",
    "/api/v1/graphs/alone/nodes/n/receipt, is not here",
  })
  void withoutAPromiseOfTheGraphsEpochThereIsNoReceiptYet(String path, String why)
      throws Exception {
    HttpResponse<String> response = SERVER.get(path);

    assertThat(response.statusCode()).as(response.body()).isEqualTo(409);
    assertThat(response.headers().firstValue("content-type")).hasValue("application/problem+json");
    assertThat(response.headers().firstValue("retry-after")).isPresent();
    assertThat(new JsonObject(response.body()).getString("detail")).contains(why);
    requireContract("getReceipt", response);
  }

  @Test
  void theReceiptIsTheRecordsOfTheTopics() throws Exception {
    HttpResponse<String> response = SERVER.get(G + "/nodes/y/receipt");

    assertThat(response.statusCode()).isEqualTo(200);
    assertThat(response.body().lines()).hasSize(2);
    assertThat(
            new JsonObject(response.body().lines().findFirst().orElseThrow()).getInteger("nodes"))
        .isEqualTo(4);
    assertThat(
            new JsonObject(response.body().lines().skip(1).findFirst().orElseThrow())
                .getString("nodeId"))
        .isEqualTo("y");
  }

  @Test
  void theDocumentIsServed() throws Exception {
    assertThat(SERVER.get("/api/v1/openapi.yaml").body()).startsWith("openapi: 3.1.0");
    assertThat(new JsonObject(SERVER.get("/api/v1/openapi.json").body()).getString("openapi"))
        .isEqualTo("3.1.0");
  }

  @Test
  void everyOperationOfTheDocumentIsTried() {
    assertThat(contract.operations())
        .extracting(operation -> operation.getOperationId())
        .containsExactlyInAnyOrder(
            "listGraphs",
            "getGraph",
            "listNodes",
            "getNode",
            "getReceipt",
            "listRegions",
            "getCollective",
            "getStructure",
            "getHistory",
            "listAlerts",
            "streamEvents");
  }

  @Test
  void aBudgetIsAnsweredByOneThatContainsIt() throws Exception {
    JsonObject beyond = json(G + "/collective?additions=0&deletions=4");
    JsonObject mixed = json(G + "/collective?additions=9&deletions=9");
    JsonObject within = json(G + "/collective?deletions=3");

    assertThat(cell(within).getInteger("deletions")).isEqualTo(3);
    assertThat(cell(beyond).getString("method")).isEqualTo("NAIVE");
    assertThat(cell(beyond).getInteger("certified")).isZero();
    assertThat(mixed.getJsonArray("cells")).isEmpty();
  }

  private static JsonObject cell(JsonObject answer) {
    return answer.getJsonArray("cells").getJsonObject(0);
  }

  @Test
  void edgesAndHistoryOfANodeAreThere() throws Exception {
    JsonObject node = json(G + "/nodes/x%2F1");

    assertThat(node.getJsonArray("neighbours")).isEqualTo(new JsonArray().add("y"));
    assertThat(node.getJsonArray("history").getJsonObject(0).getString("status"))
        .isEqualTo("CERTIFIED");
    assertThat(node.getJsonArray("field")).hasSize(2);
    JsonObject structure = json(G + "/structure");
    assertThat(structure.getJsonArray("nodeIds"))
        .isEqualTo(new JsonArray().add("x/1").add("y").add("z"));
    assertThat(structure.getJsonArray("edges")).isEqualTo(new JsonArray().add(0).add(1));
  }

  @Test
  void answersAreSafeInBrowsersAndClosedToOtherPages() throws Exception {
    HttpResponse<String> response =
        SERVER.send(
            HttpRequest.newBuilder(SERVER.uri("/api/v1/graphs"))
                .header("Origin", "https://elsewhere.example")
                .build());

    Map<String, java.util.List<String>> headers = response.headers().map();
    assertThat(headers).doesNotContainKey("access-control-allow-origin");
    assertThat(headers.get("x-content-type-options")).containsExactly("nosniff");
    assertThat(headers.get("referrer-policy")).containsExactly("no-referrer");
    assertThat(java.util.Objects.requireNonNull(headers.get("content-security-policy")).get(0))
        .contains("default-src 'self'")
        .contains("frame-ancestors 'none'");
  }

  @Test
  void answersArePackedForWhoWantsThat() throws Exception {
    for (String path : new String[] {"/api/v1/graphs", G + "/structure"}) {
      HttpResponse<String> response = SERVER.get(path, "Accept-Encoding", "gzip");

      assertThat(response.headers().firstValue("content-encoding")).as(path).hasValue("gzip");
    }
  }

  private static JsonObject json(String path) throws IOException, InterruptedException {
    return new JsonObject(SERVER.get(path).body());
  }

  private static void requireContract(String operation, HttpResponse<String> response) {
    Map<String, String> headers = new java.util.HashMap<>();
    response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
    ResponseValidator.create(SERVER.vertx(), contract)
        .validate(
            ValidatableResponse.create(
                response.statusCode(),
                headers,
                Buffer.buffer(response.body()),
                Contract.standIn(String.valueOf(headers.get("content-type")))),
            operation)
        .toCompletionStage()
        .toCompletableFuture()
        .join();
  }
}
