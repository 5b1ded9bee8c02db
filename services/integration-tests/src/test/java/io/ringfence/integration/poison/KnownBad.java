package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.jspecify.annotations.Nullable;

/** Records that must be refused whatever the graph is, and the reason. */
enum KnownBad {
  MISSING_KEY,
  INVALID_KEY,
  WRONG_PARTITION,
  MISSING_VALUE,
  RECORD_TOO_LARGE,
  UNKNOWN_CONTENT_TYPE,
  MALFORMED,
  UNKNOWN_FIELD,
  UNKNOWN_OP,
  GRAPH_ID_MISMATCH,
  EMPTY_BATCH,
  INVALID_NODE_ID,
  UNKNOWN_NODE,
  SELF_LOOP,
  WRONG_ATTRIBUTE_KIND,
  ATTRIBUTE_OUT_OF_RANGE,
  INVALID_LABEL;

  private static final String PUT = "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\"}}]}";
  private static final int NEARLY_A_MEBIBYTE = 1_047_000;

  ProducerRecord<byte[], byte[]> record(Dice dice, String topic, String graphId) {
    return switch (this) {
      case MISSING_KEY -> keyed(topic, null);
      case INVALID_KEY ->
          keyed(
              topic,
              dice.any(
                  List.of(
                      new byte[0],
                      new byte[] {(byte) 0xff},
                      new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80},
                      "a\u0007".getBytes(UTF_8),
                      "k".repeat(257).getBytes(UTF_8))));
      case WRONG_PARTITION -> {
        byte[] key = graphId.getBytes(UTF_8);
        int other = (Envelope.partition(key) + 1) % Judge.PARTITIONS;
        yield new ProducerRecord<>(topic, other, key, PUT.getBytes(UTF_8));
      }
      case MISSING_VALUE -> Envelope.right(topic, graphId, null, Optional.empty());
      case RECORD_TOO_LARGE -> {
        int most = dice.onceIn(8) ? NEARLY_A_MEBIBYTE : 3 * Judge.RECORD_BYTES;
        int length = Judge.RECORD_BYTES + 1 + dice.below(most - Judge.RECORD_BYTES - 1);
        yield Envelope.right(topic, graphId, dice.bytes(length), Optional.empty());
      }
      case UNKNOWN_CONTENT_TYPE -> {
        ProducerRecord<byte[], byte[]> record = json(topic, graphId, PUT);
        Envelope.add(record, "content-type", dice.any(List.of("text/xml", "", "json", "a;b")));
        yield record;
      }
      default -> json(topic, graphId, dice.any(texts()));
    };
  }

  private static ProducerRecord<byte[], byte[]> keyed(String topic, byte @Nullable [] key) {
    return new ProducerRecord<>(topic, Envelope.partition(key), key, PUT.getBytes(UTF_8));
  }

  private static ProducerRecord<byte[], byte[]> json(String topic, String graphId, String text) {
    return Envelope.right(topic, graphId, text.getBytes(UTF_8), Optional.empty());
  }

  private List<String> texts() {
    return switch (this) {
      case MALFORMED ->
          List.of(
              "{",
              "{\"ops\":[{}]} {}",
              "{ops:[]}",
              "{\"ops\":[1]}",
              "{\"ops\":7}",
              "{\"ops\":[],}",
              "{\"ops\":" + "[".repeat(9_000),
              set("1e99999999"),
              set("\"1e99999999\""),
              set("1e-99999999"),
              set("1.5"),
              set("-1"),
              set("\"\""),
              set("9".repeat(4_000)),
              put("1"),
              put("{\"a\":1}"),
              put("true"),
              "{\"ops\":[],\"ops\":[]}",
              "{\"ops\":[null]}",
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"a\"},\"removeNode\":{\"nodeId\":\"a\"}}]}");
      case UNKNOWN_FIELD ->
          List.of(
              "{\"surprise\":1,\"ops\":[]}",
              "{\"" + "y".repeat(5_000) + "\":1}",
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\",\"colour\":1}}]}");
      case UNKNOWN_OP -> List.of("{\"ops\":[{}]}", "{\"ops\":[{\"paintNode\":{}}]}");
      case GRAPH_ID_MISMATCH -> List.of("{\"graphId\":\"another\",\"ops\":[{\"putNode\":{}}]}");
      case EMPTY_BATCH -> List.of("{}", "{\"ops\":[]}", "{\"ops\":null}");
      case INVALID_NODE_ID ->
          List.of(
              put("\"\""),
              put("\"\\u0000\""),
              put("\"\\ud800\""),
              put("\"\\u0085\""),
              put("\"" + "n".repeat(Judge.RULES.nodeIdBytes() + 1) + "\""));
      case UNKNOWN_NODE ->
          List.of(
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\"}},{\"putEdge\":{\"source\":\"n1\",\"target\":\"nobody\"}}]}",
              "{\"ops\":[{\"clearAttributes\":{\"nodeId\":\"nobody\",\"attributes\":[]}}]}",
              "{\"ops\":[{\"setValues\":{\"nodeId\":\"nobody\",\"values\":{}}}]}");
      case SELF_LOOP -> List.of("{\"ops\":[{\"putEdge\":{\"source\":\"n1\",\"target\":\"n1\"}}]}");
      case WRONG_ATTRIBUTE_KIND ->
          List.of(
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\",\"real\":{\"values\":[1,\"NaN\"]}}}]}");
      case ATTRIBUTE_OUT_OF_RANGE ->
          List.of(
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\",\"binary\":{\"ones\":[4294967295]}}}]}",
              "{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\",\"binary\":{\"ones\":["
                  + Judge.RULES.attributes()
                  + "]}}}]}");
      case INVALID_LABEL ->
          List.of("{\"ops\":[{\"putNode\":{\"nodeId\":\"n1\",\"label\":2147483648}}]}");
      default -> throw new IllegalStateException(this + " is not a matter of text.");
    };
  }

  private static String set(String index) {
    return "{\"ops\":[{\"setAttributes\":{\"nodeId\":\"n1\",\"attributes\":[" + index + "]}}]}";
  }

  private static String put(String nodeId) {
    return "{\"ops\":[{\"putNode\":{\"nodeId\":" + nodeId + "}}]}";
  }
}
