package io.ringfence.stream;

import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.MalformedRecordException;
import io.ringfence.schemas.UnknownFields;
import io.ringfence.schemas.v1.GraphUpdate;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.utils.Utils;

/** Reads updates. Judges form alone; whether an update fits its graph the session decides. */
final class UpdateCodec {

  private static final GraphUpdate PROTOTYPE = GraphUpdate.getDefaultInstance();
  private static final int LONGEST_QUOTE = 60;

  private final int recordBytes;
  private final int partitions;

  /**
   * @param recordBytes largest value that is looked at
   * @param partitions of the input topic
   */
  UpdateCodec(int recordBytes, int partitions) {
    this.recordBytes = recordBytes;
    this.partitions = partitions;
  }

  Decoded decode(ConsumerRecord<byte[], byte[]> record) {
    Optional<String> graphId = Optional.empty();
    try {
      graphId = Optional.of(graphId(record.key()));
      requireOwnPartition(record);
      GraphUpdate update = parse(record);
      requireSameGraph(graphId.get(), update.getGraphId());
      return new Decoded.Update(graphId.get(), OpsFromRecord.of(update));
    } catch (UndecodableException e) {
      return new Decoded.Undecodable(graphId, e.reason(), String.valueOf(e.getMessage()));
    }
  }

  @SuppressWarnings("NullAway") // Kafka leaves out keys and values without saying so
  private static String graphId(byte[] key) throws UndecodableException {
    if (key == null) {
      throw new UndecodableException(
          DeadLetterReason.MISSING_KEY,
          "The record has no key; send the graph id as the key, it decides the partition.");
    }
    return GraphIds.of(key);
  }

  /**
   * A graph has one writer because all its updates lie in one partition. Producers with different
   * partitioners would give it two, and two truths.
   */
  private void requireOwnPartition(ConsumerRecord<byte[], byte[]> record)
      throws UndecodableException {
    int own = Utils.toPositive(Utils.murmur2(record.key())) % partitions;
    if (record.partition() != own) {
      throw new UndecodableException(
          DeadLetterReason.WRONG_PARTITION,
          "The record lies in partition %d, its key belongs into %d of %d by Kafka's default partitioner; let producers use that one (librdkafka and kcat: topic.partitioner=murmur2_random)."
              .formatted(record.partition(), own, partitions));
    }
  }

  private GraphUpdate parse(ConsumerRecord<byte[], byte[]> record) throws UndecodableException {
    byte[] value = record.value();
    if (value == null) {
      throw new UndecodableException(
          DeadLetterReason.MISSING_VALUE,
          "The record has no value; send a removeNode step for what shall go.");
    }
    if (value.length > recordBytes) {
      throw new UndecodableException(
          DeadLetterReason.RECORD_TOO_LARGE,
          "The value has %d bytes, the limit is %d (graph.record-bytes); send smaller batches."
              .formatted(value.length, recordBytes));
    }
    try {
      return encoding(record, value).decode(value, PROTOTYPE, UnknownFields.REJECT);
    } catch (MalformedRecordException e) {
      throw new UndecodableException(reason(e), String.valueOf(e.getMessage()));
    }
  }

  private static Encoding encoding(ConsumerRecord<byte[], byte[]> record, byte[] value)
      throws UndecodableException {
    Header header = record.headers().lastHeader(Encoding.CONTENT_TYPE_HEADER);
    if (header == null || header.value() == null) {
      return Encoding.guess(value);
    }
    String contentType = new String(header.value(), StandardCharsets.UTF_8);
    return Encoding.ofContentType(contentType)
        .orElseThrow(
            () ->
                new UndecodableException(
                    DeadLetterReason.UNKNOWN_CONTENT_TYPE,
                    "The header %s is '%s'; send %s or %s."
                        .formatted(
                            Encoding.CONTENT_TYPE_HEADER,
                            shorten(contentType),
                            Encoding.JSON.contentType(),
                            Encoding.BINARY.contentType())));
  }

  private static DeadLetterReason reason(MalformedRecordException e) {
    if (e.fault() != MalformedRecordException.Fault.UNKNOWN_FIELD) {
      return DeadLetterReason.MALFORMED;
    }
    // In a step, a field that is not known is a kind of step that is not known.
    boolean inStep = String.valueOf(e.getMessage()).contains("GraphOp");
    return inStep ? DeadLetterReason.UNKNOWN_OP : DeadLetterReason.UNKNOWN_FIELD;
  }

  private static void requireSameGraph(String key, String body) throws UndecodableException {
    if (!body.isEmpty() && !body.equals(key)) {
      throw new UndecodableException(
          DeadLetterReason.GRAPH_ID_MISMATCH,
          "The key names graph '%s' and the value graph '%s'; send the same, or none in the value."
              .formatted(shorten(key), shorten(body)));
    }
  }

  private static String shorten(String text) {
    return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
  }
}
