package io.ringfence.client;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Where partitions began and ended at one moment; the end is that of what is committed, so open
 * transactions are not waited for.
 */
record Ends(Map<TopicPartition, Long> begin, Map<TopicPartition, Long> end) {

  static Ends of(KafkaConsumer<?, ?> consumer, Collection<TopicPartition> partitions) {
    return new Ends(consumer.beginningOffsets(partitions), consumer.endOffsets(partitions));
  }

  Ends and(Ends more) {
    Map<TopicPartition, Long> begins = new HashMap<>(begin);
    begins.putAll(more.begin);
    Map<TopicPartition, Long> ends = new HashMap<>(end);
    ends.putAll(more.end);
    return new Ends(begins, ends);
  }

  CatchUp progress(KafkaConsumer<?, ?> consumer, Set<String> missing) {
    long read = 0;
    long total = 0;
    for (Map.Entry<TopicPartition, Long> entry : end.entrySet()) {
      long first = begin.getOrDefault(entry.getKey(), 0L);
      long last = Math.max(first, entry.getValue());
      long position = Math.min(last, Math.max(first, consumer.position(entry.getKey())));
      read += position - first;
      total += last - first;
    }
    return new CatchUp(read, total, missing);
  }
}
