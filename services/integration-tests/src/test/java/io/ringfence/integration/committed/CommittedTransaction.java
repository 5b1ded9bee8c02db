package io.ringfence.integration.committed;

import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * All that one transaction made visible.
 *
 * @param positions the group's new position on partitions of the input
 * @param records by topic, within each partition in their order
 */
public record CommittedTransaction(
    Map<TopicPartition, Long> positions,
    Map<String, List<ConsumerRecord<byte[], byte[]>>> records) {

  /** Records of one topic. */
  public List<ConsumerRecord<byte[], byte[]>> of(String topic) {
    return records.getOrDefault(topic, List.of());
  }
}
