package io.ringfence.monitor.notify;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.protobuf.Timestamp;
import io.ringfence.monitor.rules.Severity;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.RobustnessAlert;
import io.ringfence.schemas.v1.RobustnessAlert.State;
import io.ringfence.schemas.v1.RobustnessAlert.SubjectKind;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** Against a real server in this JVM. */
class OutletsTest {

  private static final String SECRET = "a secret of some length";
  private static final Instant NOW = Instant.parse("2026-03-02T12:00:00Z");
  private static Vertx vertx;

  @BeforeAll
  static void start() {
    vertx = Vertx.vertx();
  }

  @AfterAll
  static void stop() {
    vertx.close().toCompletionStage().toCompletableFuture().join();
  }

  private static RobustnessAlert alert(String id, State state) {
    return RobustnessAlert.newBuilder()
        .setGraphId("a/b")
        .setSubject("2")
        .setSubjectKind(SubjectKind.LABEL)
        .setRule("community-weakened")
        .setSeverity(RobustnessAlert.Severity.WARNING)
        .setState(state)
        .setFrom(0.98)
        .setTo(0.7)
        .setThreshold(0.9)
        .setUnit("share")
        .setAlertId(id)
        .setAt(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond()))
        .setStartedAt(Timestamp.newBuilder().setSeconds(NOW.getEpochSecond() - 5))
        .setLink("http://monitor.example/#/graphs/a%2Fb/labels/2")
        .setTraceparent("00-0af7651916cd43dd8448eb211c80319c-b7ad6b7169203331-01")
        .build();
  }

  private static WebhookOutlet webhook(URI address, int attempts, int queue) {
    return new WebhookOutlet(
        vertx,
        new WebhookOutlet.Target(
            "test",
            address,
            SECRET,
            Severity.INFO,
            Duration.ofMillis(400),
            attempts,
            Duration.ofMillis(5),
            Duration.ofMillis(20),
            queue),
        InstantSource.fixed(NOW),
        new Random(1));
  }

  private static void flush(WebhookOutlet outlet) throws Exception {
    outlet.flushed().toCompletableFuture().get(20, TimeUnit.SECONDS);
    outlet.close();
  }

  @Test
  void aDeliveryIsTheAlertSignedSoThatTheReceiverCanCheck() throws Exception {
    try (Receiver receiver = new Receiver()) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 3, 10);
      outlet.publish(alert("x", State.FIRING));
      flush(outlet);

      Receiver.Delivery got = receiver.deliveries().get(0);
      assertThat(
              Encoding.JSON.decode(
                  got.body().getBytes(StandardCharsets.UTF_8),
                  RobustnessAlert.getDefaultInstance(),
                  UnknownFields.REJECT))
          .isEqualTo(alert("x", State.FIRING));
      assertThat(got.trace()).startsWith("00-0af7");
      assertThat(got.timestamp()).isEqualTo(Long.toString(NOW.getEpochSecond()));
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(SECRET.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      byte[] expected =
          mac.doFinal((got.timestamp() + "." + got.body()).getBytes(StandardCharsets.UTF_8));
      assertThat(got.signature()).isEqualTo("v1=" + HexFormat.of().formatHex(expected));
    }
  }

  /** The example of docs/alerts.md. */
  @Test
  void theDocumentedExampleOfASignatureHolds() {
    assertThat(
            new Signature("0123456789abcdef")
                .of(1_772_452_800, "{\"rule\":\"r\"}".getBytes(StandardCharsets.UTF_8)))
        .isEqualTo("v1=94e85caefe6d0f6864eedb6c99c4f63dbb8a0e84cc35b03802968ee1520e05ec");
  }

  @Test
  void whatFailsIsTriedAgainInOrder() throws Exception {
    try (Receiver receiver = new Receiver(500, 503, 429, 200, 200)) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 5, 10);
      outlet.publish(alert("x", State.FIRING));
      outlet.publish(alert("x", State.RESOLVED));
      flush(outlet);

      List<Receiver.Delivery> got = receiver.deliveries();
      assertThat(got).hasSize(5);
      assertThat(got.subList(0, 4)).extracting(Receiver.Delivery::id).containsOnly(got.get(0).id());
      assertThat(got.get(4).id()).contains("RESOLVED");
    }
  }

  @Test
  void afterSomeAttemptsItIsGivenUpAndTheNextIsSent() throws Exception {
    try (Receiver receiver = new Receiver(500, 500, 500)) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 3, 10);
      outlet.publish(alert("x", State.FIRING));
      outlet.publish(alert("y", State.FIRING));
      flush(outlet);

      assertThat(receiver.deliveries()).hasSize(4);
      assertThat(receiver.deliveries().get(3).id()).startsWith("y-");
    }
  }

  @Test
  void aRefusalIsFinalAndARedirectIsNotFollowed() throws Exception {
    try (Receiver receiver = new Receiver(404, 302)) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 5, 10);
      outlet.publish(alert("x", State.FIRING));
      outlet.publish(alert("y", State.FIRING));
      flush(outlet);

      assertThat(receiver.deliveries()).extracting(Receiver.Delivery::path).containsOnly("/hook");
      assertThat(receiver.deliveries()).hasSize(2);
    }
  }

  @Test
  void anAnswerThatDoesNotComeIsAFailure() throws Exception {
    try (Receiver receiver = new Receiver(Receiver.NEVER, 200)) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 2, 10);
      outlet.publish(alert("x", State.FIRING));
      flush(outlet);

      assertThat(receiver.deliveries()).hasSize(2);
    }
  }

  @Test
  void aServerThatIsNotThereIsAFailure() throws Exception {
    URI nowhere;
    try (Receiver receiver = new Receiver()) {
      nowhere = receiver.address("/hook");
    }
    WebhookOutlet outlet = webhook(nowhere, 2, 10);
    outlet.publish(alert("x", State.FIRING));
    flush(outlet);
  }

  @Test
  void theQueueIsBoundedAndTheOldestMakesRoom() throws Exception {
    try (Receiver receiver = new Receiver(Receiver.NEVER)) {
      WebhookOutlet outlet = webhook(receiver.address("/hook"), 1, 2);
      for (String id : List.of("a", "b", "c", "d")) {
        outlet.publish(alert(id, State.FIRING));
      }
      flush(outlet);

      assertThat(receiver.deliveries())
          .extracting(got -> got.id().substring(0, 1))
          .containsExactly("a", "c", "d");
    }
  }

  @Test
  void whatFiresAtARestartIsToldAgainAsTheSameDelivery() throws Exception {
    try (Receiver receiver = new Receiver()) {
      WebhookOutlet before = webhook(receiver.address("/hook"), 3, 10);
      before.publish(alert("x", State.FIRING));
      flush(before);
      WebhookOutlet after = webhook(receiver.address("/hook"), 3, 10);
      after.resume(List.of(alert("x", State.FIRING), alert("y", State.FIRING)));
      flush(after);

      List<String> ids = receiver.deliveries().stream().map(Receiver.Delivery::id).toList();
      assertThat(ids).hasSize(3);
      assertThat(ids.get(1)).isEqualTo(ids.get(0));
      assertThat(ids.get(2)).startsWith("y-");
    }
  }

  @Test
  void aFlushEndsWithTheOutletThoughNobodyTakesTheAlert() throws Exception {
    try (Receiver receiver = new Receiver(500, 500, 500, 500, 500)) {
      AlertmanagerOutlet outlet =
          new AlertmanagerOutlet(
              vertx,
              new AlertmanagerOutlet.Target(
                  receiver.address("/am"), Duration.ofMinutes(1), Duration.ofSeconds(2), Map.of()),
              InstantSource.fixed(NOW),
              new Random(1));
      outlet.publish(alert("x", State.RESOLVED));
      CompletableFuture<Void> flushed = outlet.flushed().toCompletableFuture();
      Awaitility.await().until(() -> !receiver.deliveries().isEmpty());
      assertThat(flushed).isNotDone();
      outlet.close();

      flushed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void whatMattersLessThanWantedIsLeftOut() throws Exception {
    try (Receiver receiver = new Receiver()) {
      WebhookOutlet outlet =
          new WebhookOutlet(
              vertx,
              new WebhookOutlet.Target(
                  "test",
                  receiver.address("/hook"),
                  SECRET,
                  Severity.CRITICAL,
                  Duration.ofSeconds(1),
                  1,
                  Duration.ofMillis(5),
                  Duration.ofMillis(5),
                  5),
              InstantSource.fixed(NOW),
              new Random(1));
      outlet.publish(alert("x", State.FIRING));
      flush(outlet);

      assertThat(receiver.deliveries()).isEmpty();
    }
  }

  @Test
  void alertmanagerIsToldAtOnceAgainAndOnceOfTheEnd() throws IOException {
    try (Receiver receiver = new Receiver(503, 200)) {
      AlertmanagerOutlet outlet =
          new AlertmanagerOutlet(
              vertx,
              new AlertmanagerOutlet.Target(
                  receiver.address("/am/"),
                  Duration.ofMillis(200),
                  Duration.ofSeconds(2),
                  Map.of("team", "graphs")),
              InstantSource.fixed(NOW),
              new Random(1));
      outlet.publish(alert("x", State.FIRING));
      Awaitility.await().until(() -> receiver.deliveries().size() >= 4);
      outlet.publish(alert("x", State.RESOLVED));
      Awaitility.await().until(() -> ends(receiver).contains(NOW.toString()));
      outlet.flushed().toCompletableFuture().join();
      int count = receiver.deliveries().size();
      outlet.close();

      Receiver.Delivery first = receiver.deliveries().get(0);
      assertThat(first.path()).isEqualTo("/am/api/v2/alerts");
      JsonObject told = new JsonArray(first.body()).getJsonObject(0);
      assertThat(told.getJsonObject("labels").getMap())
          .containsEntry("alertname", "community-weakened")
          .containsEntry("severity", "warning")
          .containsEntry("graph", "a/b")
          .containsEntry("subject_kind", "label")
          .containsEntry("subject", "2")
          .containsEntry("team", "graphs");
      assertThat(told.getString("startsAt")).isEqualTo("2026-03-02T11:59:55Z");
      assertThat(told.getString("endsAt")).isEqualTo("2026-03-02T12:00:00.800Z");
      assertThat(told.getString("generatorURL")).startsWith("http://monitor.example/");
      assertThat(ends(receiver)).hasSize(count);
    }
  }

  private static List<String> ends(Receiver receiver) {
    return receiver.deliveries().stream()
        .map(got -> new JsonArray(got.body()).getJsonObject(0).getString("endsAt"))
        .toList();
  }

  @Test
  void aRecordOfTheTopicHasItsKeyEncodingAndTrace() {
    ProducerRecord<byte[], byte[]> message =
        TopicOutlet.record(
            "robustness-alerts", alert("x", State.FIRING), RecordFormat.of(Encoding.JSON));

    assertThat(new String(message.key(), StandardCharsets.UTF_8)).isEqualTo("a%2Fb/2");
    assertThat(
            new String(
                message.headers().lastHeader("content-type").value(), StandardCharsets.UTF_8))
        .isEqualTo("application/json");
    assertThat(
            new String(message.headers().lastHeader("traceparent").value(), StandardCharsets.UTF_8))
        .startsWith("00-0af7");
  }
}
