package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.NodeCertificate.Status;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every bad input has its one answer, the original is kept, and the stream goes on. */
class BadInputIT {

  private static final byte[] GRAPH = "g".getBytes(UTF_8);

  private StreamFixture stream;
  private final List<Expected> expected = new ArrayList<>();

  private record Expected(DeadLetterReason reason, ProducerRecord<byte[], byte[]> record) {}

  @BeforeEach
  void startBroker(@TempDir Path folder) {
    stream = new StreamFixture(folder);
  }

  @AfterEach
  void stopBroker() {
    stream.close();
  }

  @Test
  void everyBadUpdateBecomesADeadLetterWithItsReason() {
    stream.start("one", Encoding.JSON);
    stream.send(
        "g", "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\"}},{\"putNode\":{\"nodeId\":\"b\"}}]}");
    sendAllBadUpdates();
    sendNoOps();
    stream.send("g", "{\"ops\":[{\"putNode\":{\"nodeId\":\"last\"}}]}");

    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(
            () ->
                assertThat(stream.certificates())
                    .hasSize(3)
                    .containsKey("g/last")
                    .allSatisfy(
                        (key, certificate) ->
                            assertThat(certificate.getStatus()).isEqualTo(Status.CERTIFIED)));
    List<ConsumerRecord<byte[], byte[]>> letters = stream.read("graph-updates.dlq");
    assertThat(letters).hasSize(expected.size());
    for (Expected bad : expected) {
      assertThat(letters).anySatisfy(letter -> assertIsLetterOf(letter, bad));
    }
    assertThat(letters)
        .allSatisfy(
            letter ->
                assertThat(StreamFixture.header(letter, DeadLetters.MESSAGE))
                    .isNotEmpty()
                    .hasSizeLessThan(600));
    // Two nodes and no edge from the first update, one node from the last, an epoch in between;
    // what was refused or changed nothing left no version behind.
    assertThat(stream.graph("g"))
        .hasValueSatisfying(
            graph -> {
              assertThat(graph.getNodes()).isEqualTo(3);
              assertThat(graph.getEdges()).isZero();
              assertThat(graph.getGraphVersion()).isLessThanOrEqualTo(4);
            });
  }

  @Test
  void realAttributesMustBeFiniteAndAsManyAsTheModelTakes() {
    SessionFactory factory =
        new SessionFactory(
            TestEngine.settings(AttributeSpec.Kind.REAL),
            TestEngine.factory().planner(),
            TestEngine.factory().seed());
    stream.start("one", Encoding.JSON, factory, TestEngine.smoother());
    String put = "{\"ops\":[{\"putNode\":{\"nodeId\":\"%s\",\"real\":{\"values\":[%s]}}}]}";
    bad(DeadLetterReason.NOT_A_FINITE_NUMBER, put.formatted("a", "0,1,2,\"NaN\""));
    bad(DeadLetterReason.NOT_A_FINITE_NUMBER, put.formatted("a", "0,1,2,\"Infinity\""));
    bad(DeadLetterReason.MALFORMED, put.formatted("a", "0,1,2,NaN"));
    bad(DeadLetterReason.WRONG_ATTRIBUTE_COUNT, put.formatted("a", "0,1"));
    bad(
        DeadLetterReason.WRONG_ATTRIBUTE_KIND,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"binary\":{\"ones\":[1]}}}]}");
    stream.send("g", put.formatted("good", "0,1,2,3"));
    bad(
        DeadLetterReason.NOT_A_FINITE_NUMBER,
        "{\"ops\":[{\"setValues\":{\"nodeId\":\"good\",\"values\":{\"0\":\"NaN\"}}}]}");

    await()
        .atMost(StreamFixture.PATIENCE)
        .untilAsserted(() -> assertThat(stream.read("graph-updates.dlq")).hasSize(expected.size()));
    List<ConsumerRecord<byte[], byte[]>> letters = stream.read("graph-updates.dlq");
    for (Expected bad : expected) {
      assertThat(letters).anySatisfy(letter -> assertIsLetterOf(letter, bad));
    }
    assertThat(stream.certificates()).containsOnlyKeys("g/good");
  }

  private void sendAllBadUpdates() {
    String huge = "x".repeat(10_000);
    bad(DeadLetterReason.MALFORMED, "{\"ops\":[");
    bad(
        DeadLetterReason.MALFORMED,
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[\"one\"]}}]}");
    bad(DeadLetterReason.MALFORMED, "{\"ops\":[{\"putNode\":{\"nodeId\":{\"id\":1}}}]}");
    bad(DeadLetterReason.MALFORMED, "nonsense");
    bad(DeadLetterReason.UNKNOWN_OP, "{\"ops\":[{\"explode\":{}}]}");
    bad(DeadLetterReason.UNKNOWN_OP, "{\"ops\":[{}]}");
    bad(DeadLetterReason.UNKNOWN_FIELD, "{\"ops\":[],\"later\":1}");
    bad(DeadLetterReason.EMPTY_BATCH, "{\"ops\":[]}");
    bad(DeadLetterReason.EMPTY_BATCH, "{}");
    bad(
        DeadLetterReason.INVALID_NODE_ID,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"" + huge + "\"}}]}");
    bad(DeadLetterReason.INVALID_NODE_ID, "{\"ops\":[{\"putNode\":{\"nodeId\":\"\"}}]}");
    bad(
        DeadLetterReason.RECORD_TOO_LARGE,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"" + huge.repeat(60) + "\"}}]}");
    bad(
        DeadLetterReason.ATTRIBUTE_OUT_OF_RANGE,
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[4]}}]}");
    bad(
        DeadLetterReason.ATTRIBUTE_OUT_OF_RANGE,
        "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"a\",\"attributes\":[4294967295]}}]}");
    bad(
        DeadLetterReason.WRONG_ATTRIBUTE_KIND,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"c\",\"real\":{\"values\":[1]}}}]}");
    // The first step could be taken, the second not: neither is.
    bad(
        DeadLetterReason.UNKNOWN_NODE,
        "{\"ops\":[{\"putEdge\":{\"source\":\"a\",\"target\":\"b\"}},{\"putEdge\":{\"source\":\"a\",\"target\":\"nobody\"}}]}");
    bad(
        DeadLetterReason.SELF_LOOP,
        "{\"ops\":[{\"putEdge\":{\"source\":\"a\",\"target\":\"a\"}}]}");
    bad(
        DeadLetterReason.GRAPH_ID_MISMATCH,
        "{\"graphId\":\"other\",\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}]}");
    bad(
        DeadLetterReason.INVALID_LABEL,
        "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\",\"label\":4294967295}}]}");
    bad(DeadLetterReason.MISSING_VALUE, GRAPH, null, "");
    bad(
        DeadLetterReason.MISSING_KEY,
        null,
        "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}]}".getBytes(UTF_8),
        "");
    bad(DeadLetterReason.INVALID_KEY, new byte[] {(byte) 0xff}, "{}".getBytes(UTF_8), "");
    bad(DeadLetterReason.INVALID_KEY, "k".repeat(300).getBytes(UTF_8), "{}".getBytes(UTF_8), "");
    bad(DeadLetterReason.UNKNOWN_CONTENT_TYPE, GRAPH, "{}".getBytes(UTF_8), "text/xml");
    bad(DeadLetterReason.MALFORMED, GRAPH, "{}".getBytes(UTF_8), "application/x-protobuf");
    bad(DeadLetterReason.MALFORMED, GRAPH, new byte[] {1, 2, 3}, "application/json");
  }

  /** What asks for a state that is there already. */
  private void sendNoOps() {
    stream.send("g", "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\"}}]}");
    stream.send("g", "{\"ops\":[{\"removeNode\":{\"nodeId\":\"nobody\"}}]}");
    stream.send("g", "{\"ops\":[{\"removeEdge\":{\"source\":\"a\",\"target\":\"nobody\"}}]}");
    stream.send(
        UpdateRecords.of(
            "graph-updates",
            "g",
            new GraphUpdate(
                List.of(
                    new GraphOp.PutNode(
                        "b", new BinaryAttributes(List.of()), OptionalInt.empty()))),
            Encoding.BINARY));
  }

  private void bad(DeadLetterReason reason, String json) {
    bad(reason, GRAPH, json.getBytes(UTF_8), "");
  }

  private void bad(
      DeadLetterReason reason, byte @Nullable [] key, byte @Nullable [] value, String contentType) {
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>("graph-updates", key, value);
    record.headers().add("mark", String.valueOf(expected.size()).getBytes(UTF_8));
    if (!contentType.isEmpty()) {
      record.headers().add(Encoding.CONTENT_TYPE_HEADER, contentType.getBytes(UTF_8));
    }
    expected.add(new Expected(reason, record));
    stream.send(record);
  }

  private static void assertIsLetterOf(ConsumerRecord<byte[], byte[]> letter, Expected bad) {
    assertThat(letter.headers().lastHeader("mark"))
        .isEqualTo(bad.record().headers().lastHeader("mark"));
    assertThat(StreamFixture.header(letter, DeadLetters.REASON)).isEqualTo(bad.reason().name());
    assertThat(letter.key()).isEqualTo(bad.record().key());
    assertThat(letter.value()).isEqualTo(bad.record().value());
    assertThat(StreamFixture.header(letter, DeadLetters.TOPIC)).isEqualTo("graph-updates");
    assertThat(StreamFixture.header(letter, DeadLetters.OFFSET)).matches("\\d+");
  }
}
