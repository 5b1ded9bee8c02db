package io.ringfence.stream;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.jspecify.annotations.Nullable;

/** Updates of one partition that are fetched and not applied, in their order. */
final class Inbox {

  private static final long BYTES_BESIDE_VALUE = 200;

  private final Deque<ConsumerRecord<byte[], byte[]>> records = new ArrayDeque<>();
  private @Nullable OffsetAndMetadata end;
  private long bytes;

  /**
   * @param next position after all that is fetched now
   */
  void add(List<ConsumerRecord<byte[], byte[]>> fetched, OffsetAndMetadata next) {
    for (ConsumerRecord<byte[], byte[]> record : fetched) {
      records.addLast(record);
      bytes += size(record);
    }
    end = next;
  }

  static long size(ConsumerRecord<byte[], byte[]> record) {
    return BYTES_BESIDE_VALUE
        + Math.max(0, record.serializedKeySize())
        + Math.max(0, record.serializedValueSize());
  }

  /** The next update, or null. */
  @Nullable ConsumerRecord<byte[], byte[]> take() {
    ConsumerRecord<byte[], byte[]> record = records.pollFirst();
    if (record != null) {
      bytes -= size(record);
    }
    return record;
  }

  boolean isEmpty() {
    return records.isEmpty();
  }

  long bytes() {
    return bytes;
  }

  /** Position after all that was taken; null before anything was fetched. */
  @Nullable OffsetAndMetadata position() {
    ConsumerRecord<byte[], byte[]> first = records.peekFirst();
    return first == null ? end : new OffsetAndMetadata(first.offset());
  }
}
