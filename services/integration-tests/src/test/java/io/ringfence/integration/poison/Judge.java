package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.protobuf.Descriptors.FieldDescriptor;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.Message;
import io.ringfence.integration.committed.LiveCertifier;
import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * Says by the letter of the contract what becomes of each record of the input, in its order, and
 * what the graphs are in the end.
 */
final class Judge {

  static final int PARTITIONS = 3;
  static final int RECORD_BYTES = LiveCertifier.RECORD_BYTES;
  static final PlainGraph.Rules RULES = new PlainGraph.Rules(16, 40, 60, 8, 7, 36, 64);

  private static final int MOST_KEY_BYTES = 256;
  private static final Set<String> UNREADABLE = Set.of("MALFORMED", "UNKNOWN_FIELD", "UNKNOWN_OP");

  private final Map<String, PlainGraph> graphs = new TreeMap<>();

  /** Graphs that have taken an update. */
  Map<String, PlainGraph> graphs() {
    return graphs;
  }

  /** Reasons of which one must be that of the dead letter; empty if the record must be taken. */
  Set<String> judge(ConsumerRecord<byte[], byte[]> record) {
    byte[] key = record.key();
    Optional<String> graphId = graphId(key);
    if (graphId.isEmpty()) {
      return Set.of(key == null ? "MISSING_KEY" : "INVALID_KEY");
    }
    if (record.partition() != Envelope.partition(key)) {
      return Set.of("WRONG_PARTITION");
    }
    byte[] value = record.value();
    if (value == null || value.length > RECORD_BYTES) {
      return Set.of(value == null ? "MISSING_VALUE" : "RECORD_TOO_LARGE");
    }
    Optional<Boolean> json = json(record.headers().lastHeader("content-type"), value);
    if (json.isEmpty()) {
      return Set.of("UNKNOWN_CONTENT_TYPE");
    }
    Optional<GraphUpdate> update = json.get() ? JsonJudge.read(value) : binary(value);
    return update.map(read -> judge(graphId.get(), read)).orElse(UNREADABLE);
  }

  private Set<String> judge(String graphId, GraphUpdate update) {
    if (!update.getGraphId().isEmpty() && !update.getGraphId().equals(graphId)) {
      return Set.of("GRAPH_ID_MISMATCH");
    }
    if (update.getOpsList().stream().anyMatch(op -> op.getOpCase() == GraphOp.OpCase.OP_NOT_SET)) {
      return Set.of("UNKNOWN_OP");
    }
    PlainGraph graph = graphs.getOrDefault(graphId, new PlainGraph(RULES));
    Optional<String> fault = graph.apply(update);
    if (fault.isEmpty()) {
      graphs.put(graphId, graph);
    }
    return fault.map(Set::of).orElse(Set.of());
  }

  private static Optional<String> graphId(byte @Nullable [] key) {
    if (key == null || key.length == 0 || key.length > MOST_KEY_BYTES) {
      return Optional.empty();
    }
    try {
      return Optional.of(UTF_8.newDecoder().decode(ByteBuffer.wrap(key)).toString())
          .filter(id -> id.codePoints().noneMatch(Character::isISOControl));
    } catch (CharacterCodingException e) {
      return Optional.empty();
    }
  }

  /** Whether a value is JSON; absent if its header names no encoding. */
  private static Optional<Boolean> json(@Nullable Header header, byte[] value) {
    if (header == null || header.value() == null) {
      int first = 0;
      while (first < value.length && List.of(' ', '\t', '\r').contains((char) value[first])) {
        first++;
      }
      return Optional.of(first < value.length && value[first] == '{');
    }
    String type = new String(header.value(), UTF_8);
    return switch (type.split(";", 2)[0].strip().toLowerCase(Locale.ROOT)) {
      case "application/json" -> Optional.of(true);
      case "application/x-protobuf" -> Optional.of(false);
      default -> Optional.empty();
    };
  }

  private static Optional<GraphUpdate> binary(byte[] value) {
    try {
      return Optional.of(GraphUpdate.parseFrom(value)).filter(Judge::isKnown);
    } catch (InvalidProtocolBufferException e) {
      return Optional.empty();
    }
  }

  private static boolean isKnown(Message message) {
    return message.getUnknownFields().asMap().isEmpty()
        && message.getAllFields().entrySet().stream()
            .filter(e -> e.getKey().getJavaType() == FieldDescriptor.JavaType.MESSAGE)
            .allMatch(
                e ->
                    e.getValue() instanceof List<?> list
                        ? list.stream().allMatch(part -> isKnown((Message) part))
                        : isKnown((Message) e.getValue()));
  }
}
