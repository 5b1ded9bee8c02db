package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Message;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.FlipHistory;
import io.ringfence.engine.GraphCertificate;
import io.ringfence.engine.NodeCertificate;
import io.ringfence.engine.SessionOutput;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.NodeState;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.RecordFormat;
import io.ringfence.schemas.RecordKeys;
import io.ringfence.schemas.v1.GraphElement;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Turns what sessions say into records. All records of a graph go to the partition of the same
 * number as that of its updates, so that one instance owns all of it.
 */
final class OutputWriter {

  private static final RecordFormat CHANGELOG = RecordFormat.of(Encoding.BINARY);

  private final Topics topics;
  private final RecordFormats formats;
  private final NodeCertificateCodec nodeCodec;
  private final GraphCertificateCodec graphCodec;
  private final InstantSource clock;

  OutputWriter(
      Topics topics, RecordFormats formats, CertificationSettings settings, InstantSource clock) {
    this.topics = topics;
    this.formats = formats;
    this.nodeCodec = new NodeCertificateCodec(settings);
    this.graphCodec = new GraphCertificateCodec(settings);
    this.clock = clock;
  }

  /**
   * Everything but the word on the graph as a whole, which {@link #speak} adds once.
   *
   * @param trace header that is handed on
   */
  void write(Outbox outbox, LiveSession owner, SessionOutput output, @Nullable Header trace) {
    output.openedEpoch().ifPresent(ledger -> enter(outbox, owner, ledger));
    Map<Long, FlipHistory> flips = new HashMap<>();
    output.flips().forEach(history -> flips.put(history.ordinal(), history));
    output.changes().forEach(change -> log(outbox, owner, change, flips));
    output
        .meta()
        .ifPresent(
            meta ->
                log(
                    outbox,
                    owner,
                    ChangelogKeys.meta(owner.graphId()),
                    ChangelogCodec.encode(owner.graphId(), meta)));
    RecordFormat format = formats.nodeCertificates();
    for (String nodeId : output.removedNodes()) {
      put(outbox, owner, topics.nodeCertificates(), nodeKey(owner, nodeId), null, format, trace);
    }
    Instant now = clock.instant();
    for (NodeCertificate certificate : output.certificates()) {
      Message record = nodeCodec.encode(owner.graphId(), certificate, owner.scheduleId(), now);
      put(
          outbox,
          owner,
          topics.nodeCertificates(),
          nodeKey(owner, certificate.nodeId()),
          format.encode(record),
          format,
          trace);
    }
    if (output.graphTouched()) {
      outbox.touch(owner);
    }
  }

  /** The word on every graph that the outbox touches. */
  void speak(Outbox outbox) {
    RecordFormat format = formats.graphCertificates();
    for (LiveSession owner : outbox.touched()) {
      GraphCertificate certificate = owner.session().certificate();
      Message record = graphCodec.encode(owner, certificate, clock.instant());
      byte[] value = format.encode(record);
      put(outbox, owner, topics.graphCertificates(), owner.graphId(), value, format, null);
      outbox.tell(new CertifierEvent.GraphSpoken(owner.graphId(), certificate));
    }
  }

  private void enter(Outbox outbox, LiveSession owner, EpochLedger ledger) {
    owner.enterSchedule(ledger.epoch().schedule().fingerprint());
    log(
        outbox,
        owner,
        ChangelogKeys.epoch(owner.graphId()),
        ChangelogCodec.encode(owner.graphId(), ledger));
  }

  private void log(
      Outbox outbox, LiveSession owner, ElementChange change, Map<Long, FlipHistory> flips) {
    String graphId = owner.graphId();
    if (change instanceof ElementChange.NodeWritten written) {
      NodeState node = written.node();
      FlipHistory history = flips.get(node.ordinal());
      log(
          outbox,
          owner,
          ChangelogKeys.node(graphId, node.id()),
          history == null
              ? ChangelogCodec.encode(graphId, node)
              : ChangelogCodec.encode(graphId, node, history));
    } else if (change instanceof ElementChange.NodeRemoved removed) {
      log(outbox, owner, ChangelogKeys.node(graphId, removed.nodeId()), null);
    } else if (change instanceof ElementChange.EdgeWritten written) {
      log(
          outbox,
          owner,
          ChangelogKeys.edge(graphId, written.edge()),
          ChangelogCodec.encode(graphId, written.edge()));
    } else if (change instanceof ElementChange.EdgeRemoved removed) {
      log(outbox, owner, ChangelogKeys.edge(graphId, removed.edge()), null);
    }
  }

  private void log(Outbox outbox, LiveSession owner, String key, @Nullable GraphElement element) {
    byte[] value = element == null ? null : element.toByteArray();
    put(outbox, owner, topics.graphChangelog(), key, value, CHANGELOG, null);
  }

  private static String nodeKey(LiveSession owner, String nodeId) {
    return RecordKeys.ofNode(owner.graphId(), nodeId);
  }

  private static void put(
      Outbox outbox,
      LiveSession owner,
      String topic,
      String key,
      byte @Nullable [] value,
      RecordFormat format,
      @Nullable Header trace) {
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, owner.partition(), key.getBytes(UTF_8), value);
    if (value != null) {
      record
          .headers()
          .add(Encoding.CONTENT_TYPE_HEADER, format.encoding().contentType().getBytes(UTF_8));
    }
    if (trace != null) {
      record.headers().add(trace);
    }
    outbox.put(key, record);
  }
}
