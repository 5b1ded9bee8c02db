package io.ringfence.stream;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** What one transaction will write and what will be told once it is committed. */
final class Outbox {

  private final Map<Slot, ProducerRecord<byte[], byte[]>> latest = new LinkedHashMap<>();
  private final List<ProducerRecord<byte[], byte[]>> letters = new ArrayList<>();
  private final Map<TopicPartition, OffsetAndMetadata> offsets = new LinkedHashMap<>();
  private final Map<LiveSession, Optional<Header>> touched = new LinkedHashMap<>();
  private final List<CertifierEvent> events = new ArrayList<>();
  private int inputs;

  private record Slot(String topic, String key) {}

  /** A record of a compacted topic: the last one per key is enough. */
  void put(String key, ProducerRecord<byte[], byte[]> record) {
    latest.put(new Slot(record.topic(), key), record);
  }

  void addLetter(ProducerRecord<byte[], byte[]> letter) {
    letters.add(letter);
  }

  /** The input is done up to this offset. */
  void advance(TopicPartition partition, OffsetAndMetadata offset) {
    offsets.put(partition, offset);
  }

  /**
   * The word on this graph has changed.
   *
   * @param trace of the update that changed it; the last one is kept
   */
  void touch(LiveSession session, @Nullable Header trace) {
    touched.merge(session, Optional.ofNullable(trace), (last, next) -> next.or(() -> last));
  }

  void countInput() {
    inputs++;
  }

  void tell(CertifierEvent event) {
    events.add(event);
  }

  /** Graphs whose word has changed, with the trace it is part of. */
  Map<LiveSession, Optional<Header>> touched() {
    return touched;
  }

  Map<TopicPartition, OffsetAndMetadata> offsets() {
    return offsets;
  }

  List<CertifierEvent> events() {
    return events;
  }

  int inputs() {
    return inputs;
  }

  List<ProducerRecord<byte[], byte[]>> records() {
    List<ProducerRecord<byte[], byte[]>> all = new ArrayList<>(letters);
    all.addAll(latest.values());
    return all;
  }

  /** Whether there is nothing to write and no progress to keep. */
  boolean isEmpty() {
    return offsets.isEmpty() && latest.isEmpty() && letters.isEmpty() && touched.isEmpty();
  }
}
