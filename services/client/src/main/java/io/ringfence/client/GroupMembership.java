package io.ringfence.client;

import java.time.Duration;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;

/** Partitions that the group gives to this member. */
final class GroupMembership implements Assignment {

  private final KafkaConsumer<byte[], byte[]> consumer;

  GroupMembership(KafkaConsumer<byte[], byte[]> consumer, WatchedTopics topics) {
    this.consumer = consumer;
    consumer.subscribe(topics.all());
  }

  @Override
  public boolean prepare(Duration timeout) {
    return true;
  }

  /** Of the partitions that it has now. */
  @Override
  public CatchUp catchUp() {
    Ends ends = Ends.of(consumer, consumer.assignment());
    return ends.progress(consumer, Set.of());
  }

  @Override
  public void commit() {
    consumer.commitSync();
  }
}
