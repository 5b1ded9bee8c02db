package io.ringfence.integration.poison;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.schemas.Encoding;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.utils.Utils;
import org.jspecify.annotations.Nullable;

/** Key, partition and headers, right or wrong. */
final class Envelope {

  private static final List<String> CONTENT_TYPES =
      List.of(
          "application/json",
          "application/x-protobuf",
          "Application/JSON; charset=utf-8",
          "text/plain",
          "",
          ";",
          "application/x-protobuf;v=1",
          "application/avro",
          "json");

  private static final List<String> OTHER_HEADERS =
      List.of(
          "traceparent",
          "content-type",
          "ringfence-reason",
          "ringfence-offset",
          "ringfence-message",
          "ringfence-value-omitted",
          "x",
          "");

  private Envelope() {}

  /** The partition of a key that Kafka's default partitioner chooses. */
  static int partition(byte @Nullable [] key) {
    return key == null ? 0 : Utils.toPositive(Utils.murmur2(key)) % Judge.PARTITIONS;
  }

  static ProducerRecord<byte[], byte[]> right(
      String topic, String graphId, byte @Nullable [] value, Optional<Encoding> encoding) {
    byte[] key = graphId.getBytes(UTF_8);
    ProducerRecord<byte[], byte[]> record = new ProducerRecord<>(topic, partition(key), key, value);
    encoding.ifPresent(e -> add(record, Encoding.CONTENT_TYPE_HEADER, e.contentType()));
    return record;
  }

  /** Wrong here and there, and sometimes right. */
  static ProducerRecord<byte[], byte[]> odd(
      Dice dice, String topic, String graphId, byte @Nullable [] value) {
    byte[] key = key(dice, graphId);
    int partition = dice.onceIn(6) ? dice.below(Judge.PARTITIONS) : partition(key);
    Long timestamp = dice.onceIn(4) ? (Long) (long) dice.below(1_000) : null;
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, partition, timestamp, key, value);
    for (int k = dice.below(3); k > 0; k--) {
      if (dice.onceIn(2)) {
        add(record, Encoding.CONTENT_TYPE_HEADER, dice.any(CONTENT_TYPES));
      } else {
        record
            .headers()
            .add(
                dice.any(OTHER_HEADERS),
                dice.onceIn(4) ? null : dice.bytes(dice.below(dice.onceIn(9) ? 3_000 : 30)));
      }
    }
    return record;
  }

  private static byte @Nullable [] key(Dice dice, String graphId) {
    byte[] good = graphId.getBytes(UTF_8);
    return switch (dice.below(8)) {
      case 0 -> null;
      case 1 -> new byte[0];
      case 2 -> BinaryPoison.of(dice, good);
      case 3 -> dice.bytes(1 + dice.below(20));
      case 4 -> "k".repeat(250 + dice.below(12)).getBytes(UTF_8);
      default -> good;
    };
  }

  static void add(ProducerRecord<byte[], byte[]> record, String name, String value) {
    record.headers().add(name, value.getBytes(UTF_8));
  }
}
