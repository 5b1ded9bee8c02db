package io.ringfence.client;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.GraphCertificate;
import io.ringfence.schemas.v1.NodeCertificate;
import io.ringfence.schemas.v1.RobustnessAlert;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class WordDecoderTest {

  private static final String NODES = "node-certificates";
  private static final String GRAPHS = "graph-certificates";
  private static final NodeCertificate NODE =
      NodeCertificate.newBuilder()
          .setGraphId("a/b")
          .setNodeId("c%")
          .setStatus(NodeCertificate.Status.PENDING)
          .build();

  private final WordDecoder decoder =
      new WordDecoder(WatchedTopics.certificates().withAlerts("alerts").with("letters"));

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void bothEncodingsAreReadWithAndWithoutTheirHeader(Encoding encoding) {
    ConsumerRecord<byte[], byte[]> bare = record(NODES, "a%2Fb/c%25", encoding.encode(NODE));
    ConsumerRecord<byte[], byte[]> labelled = record(NODES, "a%2Fb/c%25", encoding.encode(NODE));
    labelled
        .headers()
        .add(Encoding.CONTENT_TYPE_HEADER, encoding.contentType().getBytes(UTF_8))
        .add("traceparent", "00-1-2-01".getBytes(UTF_8));

    assertThat(((Word.OfNode) decoder.decode(bare)).certificate()).isEqualTo(NODE);
    assertThat(((Word.OfNode) decoder.decode(labelled)).certificate()).isEqualTo(NODE);
    assertThat(((Word.OfNode) decoder.decode(labelled)).traceparent()).hasValue("00-1-2-01");
  }

  @Test
  void aTombstoneSaysWhichNodeOrGraphIsGone() {
    Word.NodeGone node = (Word.NodeGone) decoder.decode(record(NODES, "a%2Fb/c%25", null));

    assertThat(node.graphId()).isEqualTo("a/b");
    assertThat(node.nodeId()).isEqualTo("c%");
    assertThat(((Word.GraphGone) decoder.decode(record(GRAPHS, "a/b", null))).graphId())
        .isEqualTo("a/b");
  }

  @Test
  void graphsAlertsAndOtherTopicsAreToldApart() {
    byte[] graph = GraphCertificate.newBuilder().setGraphId("g").build().toByteArray();
    byte[] alert = RobustnessAlert.newBuilder().setGraphId("g").build().toByteArray();

    assertThat(decoder.decode(record(GRAPHS, "g", graph))).isInstanceOf(Word.OfGraph.class);
    assertThat(decoder.decode(record("alerts", "g/1", alert))).isInstanceOf(Word.OfAlert.class);
    assertThat(((Word.Other) decoder.decode(record("letters", "k", null))).value().isAbsent())
        .isTrue();
  }

  @Test
  void theTraceOfAWordOnAGraphIsHandedOn() {
    byte[] graph = GraphCertificate.newBuilder().setGraphId("g").build().toByteArray();
    ConsumerRecord<byte[], byte[]> traced = record(GRAPHS, "g", graph);
    traced.headers().add("traceparent", "00-1-2-01".getBytes(UTF_8));

    assertThat(((Word.OfGraph) decoder.decode(traced)).traceparent()).hasValue("00-1-2-01");
    assertThat(((Word.OfGraph) decoder.decode(record(GRAPHS, "g", graph))).traceparent()).isEmpty();
  }

  @Test
  void whatTheTopicForbidsIsATypedFailureThatNamesItsPlace() {
    for (ConsumerRecord<byte[], byte[]> bad :
        java.util.List.of(
            record(NODES, "g/n", "{\"nodeId\": 1".getBytes(UTF_8)),
            record(NODES, "no-slash", null),
            record(NODES, "%zz/n", null),
            record("alerts", "g/1", null),
            record(GRAPHS, "g", new byte[] {(byte) 0xff}))) {
      Word.Malformed word = (Word.Malformed) decoder.decode(bad);

      assertThat(word.position()).isEqualTo(new RecordPosition(bad.topic(), 3, 42));
      assertThatThrownBy(
              () -> {
                throw word.failure();
              })
          .isInstanceOf(MalformedWordException.class)
          .hasMessageContaining("Record 42 of partition 3 of topic " + bad.topic());
    }
  }

  private static ConsumerRecord<byte[], byte[]> record(
      String topic, String key, byte @Nullable [] value) {
    return new ConsumerRecord<>(topic, 3, 42, key.getBytes(UTF_8), value);
  }
}
