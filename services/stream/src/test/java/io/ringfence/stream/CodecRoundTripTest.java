package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.LinearRow;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.Radii;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.ScoreBound;
import io.ringfence.certificates.VoteBound;
import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.FlipHistory;
import io.ringfence.engine.GraphShape;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.NodeStatus;
import io.ringfence.engine.PendingReason;
import io.ringfence.engine.SessionMeta;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.RealAttributes;
import io.ringfence.graph.RejectionReason;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.UnknownFields;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class CodecRoundTripTest {

  private static final VoteBound BOUND = new VoteBound(2, 970, 1000, 3e-7, 0.9412345678901234);

  static Stream<NodeStatus> statuses() {
    return Stream.of(
        new NodeStatus.Pending(PendingReason.NEW_NODE),
        new NodeStatus.Pending(PendingReason.CHANGE_IN_RECEPTIVE_FIELD),
        new NodeStatus.Pending(PendingReason.NEW_EPOCH),
        new NodeStatus.Pending(PendingReason.DISPLACED),
        new NodeStatus.Certified(
            BOUND,
            41,
            new Radii(2, 3),
            List.of(),
            Optional.of(Perturbation.of(new int[] {0, 2}, new int[] {1, 0}))),
        new NodeStatus.Abstained(new VoteBound(0, 0, 10, 0.5, 0), 7),
        new NodeStatus.Abstained(new ScoreBound(1, 10, 0.5, 0.25, Optional.empty()), 7),
        new NodeStatus.Certified(
            new ScoreBound(
                1, 500, 1e-7, 0.9, Optional.of(new ScoreBound.OneMean(2.5, 0.95, 0.875))),
            40,
            new Radii(0, 4),
            List.of(new NodeStatus.Eta(LinearRow.VARIANCE, 1.5))),
        new NodeStatus.Certified(BOUND, 41, new Distance(0.1 + 0.2), List.of()),
        new NodeStatus.Certified(
            BOUND,
            41,
            new Radii(1, 0),
            List.of(
                new NodeStatus.Eta(LinearRow.VARIANCE, 0.1 + 0.2),
                new NodeStatus.Eta(
                    new LinearRow(Double.POSITIVE_INFINITY, LinearRow.Direction.REVERSE),
                    Double.POSITIVE_INFINITY))));
  }

  @ParameterizedTest
  @MethodSource("statuses")
  void aNodeCertificateComesBackExactlyInBothEncodings(NodeStatus status) throws Exception {
    NodeCertificate certificate =
        new NodeCertificate("n/1", 1L << 40, OptionalInt.of(0), 3, 2, 1L << 41, 9, 64, status);
    var record =
        new NodeCertificateCodec(TestEngine.settings())
            .encode("g", certificate, "schedule", Instant.EPOCH);
    for (Encoding encoding : Encoding.values()) {
      var read =
          encoding.decode(
              encoding.encode(record),
              io.ringfence.schemas.v1.NodeCertificate.getDefaultInstance(),
              UnknownFields.REJECT);
      assertThat(NodeCertificateCodec.decode(read)).isEqualTo(certificate);
    }
  }

  @Test
  void aBoundOfAnEarlierCertificationComesBackAsSuch() {
    NodeCertificate certificate =
        new NodeCertificate(
            "n", 0, OptionalInt.empty(), 1, 1, 9, 4, 2, 64, new NodeStatus.Abstained(BOUND, 7));
    var record =
        new NodeCertificateCodec(TestEngine.settings()).encode("g", certificate, "", Instant.EPOCH);
    assertThat(NodeCertificateCodec.decode(record)).isEqualTo(certificate);
  }

  @Test
  void theHistoryOfANodesBitsComesBackWithTheNode() {
    NodeState node =
        new NodeState("a", 5, new BinaryAttributes(List.of(0, 7)), OptionalInt.empty(), 2);
    FlipHistory history =
        new FlipHistory(
            5,
            List.of(
                new FlipHistory.Flips(0, List.of(3L, 1L << 40)),
                new FlipHistory.Flips(6, List.of(4L))));
    var element = ChangelogCodec.encode("g", node, history).getNode();
    assertThat(ChangelogCodec.decode(element)).isEqualTo(node);
    assertThat(ChangelogCodec.flips(element)).isEqualTo(history);
    assertThat(ChangelogCodec.flips(ChangelogCodec.encode("g", node).getNode()).flips()).isEmpty();
  }

  @Test
  void aNodeWithoutRegionAndLabelComesBackWithoutThem() {
    NodeCertificate certificate =
        new NodeCertificate(
            "n",
            0,
            OptionalInt.empty(),
            -1,
            0,
            1,
            0,
            0,
            new NodeStatus.Pending(PendingReason.NEW_NODE));
    var record =
        new NodeCertificateCodec(TestEngine.settings()).encode("g", certificate, "", Instant.EPOCH);
    assertThat(NodeCertificateCodec.decode(record)).isEqualTo(certificate);
    assertThat(record.hasRegion()).isFalse();
    assertThat(record.hasLabel()).isFalse();
  }

  @Test
  void aStatusFromTheFutureIsNotGuessed() {
    var record =
        io.ringfence.schemas.v1.NodeCertificate.newBuilder().setNodeId("n").setStatusValue(99);
    assertThatIllegalArgumentException()
        .isThrownBy(() -> NodeCertificateCodec.decode(record.build()))
        .withMessageContaining("'n'");
  }

  @Test
  void elementsOfTheChangelogComeBackExactly() {
    NodeState binary =
        new NodeState("a", 5, new BinaryAttributes(List.of(0, 7)), OptionalInt.of(0), 2);
    NodeState real =
        new NodeState("b", 6, new RealAttributes(List.of(0.1f, -3f)), OptionalInt.empty(), -1);
    NodeState bare =
        new NodeState("c", 7, new BinaryAttributes(List.of()), OptionalInt.empty(), -1);
    for (NodeState node : List.of(binary, real, bare)) {
      assertThat(ChangelogCodec.decode(ChangelogCodec.encode("g", node).getNode())).isEqualTo(node);
    }
    EdgeState edge = EdgeState.of("b", "a");
    assertThat(ChangelogCodec.decode(ChangelogCodec.encode("g", edge).getEdge())).isEqualTo(edge);
    SessionMeta meta = new SessionMeta(1L << 40, 12, 5);
    assertThat(ChangelogCodec.decode(ChangelogCodec.encode("g", meta).getMeta())).isEqualTo(meta);
    BinaryNoiseSchedule schedule =
        BinaryNoiseSchedule.of(
            List.of(
                List.of(NoiseLevel.of(0, 1), NoiseLevel.of(0.01, 0.6)),
                List.of(NoiseLevel.of(0.3, 0.1), new NoiseLevel(NoiseLevel.GRID, 0))));
    EpochLedger ledger =
        new EpochLedger(
            new Epoch(3, 9, schedule),
            64,
            2,
            3,
            "settings",
            Optional.of(new GraphShape(2, 1, 1, 2, 1)));
    assertThat(ChangelogCodec.decode(ChangelogCodec.encode("g", ledger).getEpoch()))
        .isEqualTo(ledger);
    for (RealNoiseSchedule.Kind kind : RealNoiseSchedule.Kind.values()) {
      RealNoiseSchedule scales =
          RealNoiseSchedule.of(kind, List.of(List.of(0.1, 0.3), List.of(0.7, 0.2)));
      EpochLedger realLedger = new EpochLedger(new Epoch(3, 9, scales), 64, 2, 3, "settings");
      assertThat(ChangelogCodec.decode(ChangelogCodec.encode("g", realLedger).getEpoch()))
          .isEqualTo(realLedger);
    }
  }

  @ParameterizedTest
  @EnumSource(Encoding.class)
  void anUpdateThatIsWrittenIsReadAsItWas(Encoding encoding) {
    GraphUpdate update =
        new GraphUpdate(
            List.of(
                new GraphOp.PutNode("a", new BinaryAttributes(List.of(1, 3)), OptionalInt.of(0)),
                new GraphOp.PutNode(
                    "b", new RealAttributes(List.of(1.5f, Float.NaN)), OptionalInt.empty()),
                new GraphOp.RemoveNode("b"),
                new GraphOp.PutEdge("a", "ü/名"),
                new GraphOp.RemoveEdge("a", "c"),
                new GraphOp.SetAttributes("a", List.of(2)),
                new GraphOp.ClearAttributes("a", List.of(1)),
                new GraphOp.SetValues("b", Map.of(1, 2.5f))));
    ProducerRecord<byte[], byte[]> written = UpdateRecords.of("t", "g", update, encoding);
    ConsumerRecord<byte[], byte[]> read =
        new ConsumerRecord<>("t", 0, 0, written.key(), written.value());
    written.headers().forEach(read.headers()::add);
    assertThat(new UpdateCodec(10_000, 1).decode(read)).isEqualTo(new Decoded.Update("g", update));
    assertThat(
            new UpdateCodec(10_000, 1)
                .decode(new ConsumerRecord<>("t", 0, 0, written.key(), written.value())))
        .isEqualTo(new Decoded.Update("g", update));
  }

  @ParameterizedTest
  @EnumSource(RejectionReason.class)
  void everyRejectionHasItsDeadLetterReason(RejectionReason reason) {
    assertThat(DeadLetterReason.of(reason).name()).isEqualTo(reason.name());
  }

  @Test
  void aLetterTooLargeForItsTopicGoesWithoutItsValueAndSaysSo() {
    ConsumerRecord<byte[], byte[]> record =
        new ConsumerRecord<>(
            "t",
            1,
            5,
            0,
            org.apache.kafka.common.record.TimestampType.CREATE_TIME,
            1,
            3_000,
            "g".getBytes(UTF_8),
            new byte[3_000],
            new org.apache.kafka.common.header.internals.RecordHeaders(),
            java.util.Optional.empty());
    ProducerRecord<byte[], byte[]> small =
        new DeadLetters("dlq", 2_000).of(record, DeadLetterReason.MALFORMED, "why");
    ProducerRecord<byte[], byte[]> large =
        new DeadLetters("dlq", 10_000).of(record, DeadLetterReason.MALFORMED, "why");
    assertThat(small.value()).isNull();
    assertThat(small.headers().lastHeader(DeadLetters.VALUE_OMITTED)).isNotNull();
    assertThat(large.value()).isEqualTo(record.value());
    assertThat(large.headers().lastHeader(DeadLetters.VALUE_OMITTED)).isNull();
  }

  @Test
  void anUpdateInAnotherPartitionThanItsKeysIsRefused() {
    byte[] value = "{\"ops\":[{\"removeNode\":{\"nodeId\":\"a\"}}]}".getBytes(UTF_8);
    int own = Utils.toPositive(Utils.murmur2("g".getBytes(UTF_8))) % 6;
    UpdateCodec codec = new UpdateCodec(10_000, 6);

    for (int partition = 0; partition < 6; partition++) {
      Decoded decoded =
          codec.decode(new ConsumerRecord<>("t", partition, 0, "g".getBytes(UTF_8), value));

      assertThat(decoded instanceof Decoded.Update).isEqualTo(partition == own);
      if (decoded instanceof Decoded.Undecodable refused) {
        assertThat(refused.reason()).isEqualTo(DeadLetterReason.WRONG_PARTITION);
        assertThat(refused.message()).contains("murmur2_random");
      }
    }
  }
}
