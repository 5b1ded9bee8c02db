package io.ringfence.client;

import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** What every reader of certificates needs, whatever else is set. */
final class ConsumerOptions {

  private ConsumerOptions() {}

  static KafkaConsumer<byte[], byte[]> open(Map<String, ?> options, Map<String, ?> forced) {
    Map<String, Object> all = new HashMap<>(options);
    all.remove(ConsumerConfig.GROUP_ID_CONFIG);
    all.putIfAbsent(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
    all.putIfAbsent(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "2000");
    all.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    all.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
    all.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, "false");
    all.putAll(forced);
    return new KafkaConsumer<>(all, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
