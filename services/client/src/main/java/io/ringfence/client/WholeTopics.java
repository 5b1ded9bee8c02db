package io.ringfence.client;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;

/**
 * Every partition of every topic, from the beginning. Topics and partitions that appear later are
 * found within {@link #LOOK_AGAIN}.
 */
final class WholeTopics implements Assignment {

  /** Between two looks for topics and partitions that are new. */
  static final Duration LOOK_AGAIN = Duration.ofSeconds(10);

  private static final Duration WHILE_MISSING = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final Set<String> topics;
  private final Set<TopicPartition> assigned = new HashSet<>();
  private Ends ends = new Ends(Map.of(), Map.of());
  private Set<String> missing;
  private boolean done;
  private long nextLook;

  WholeTopics(KafkaConsumer<byte[], byte[]> consumer, WatchedTopics topics) {
    this.consumer = consumer;
    this.topics = topics.all();
    this.missing = this.topics;
    this.nextLook = System.nanoTime();
  }

  @Override
  public boolean prepare(Duration timeout) {
    if (System.nanoTime() - nextLook >= 0) {
      look();
      Duration pause = missing.isEmpty() ? LOOK_AGAIN : WHILE_MISSING;
      nextLook = System.nanoTime() + pause.toNanos();
    }
    if (!assigned.isEmpty()) {
      return true;
    }
    pause(timeout.compareTo(WHILE_MISSING) < 0 ? timeout : WHILE_MISSING);
    return false;
  }

  private void look() {
    Map<String, List<PartitionInfo>> all = consumer.listTopics();
    Set<String> absent = new HashSet<>();
    List<TopicPartition> fresh = new ArrayList<>();
    for (String topic : topics) {
      List<PartitionInfo> partitions = all.getOrDefault(topic, List.of());
      if (partitions.isEmpty()) {
        throwIfRefused(topic);
        absent.add(topic);
      }
      for (PartitionInfo partition : partitions) {
        TopicPartition found = new TopicPartition(topic, partition.partition());
        if (!assigned.contains(found)) {
          fresh.add(found);
        }
      }
    }
    missing = absent;
    if (!fresh.isEmpty()) {
      take(fresh);
    }
  }

  /** The list of all topics leaves out those that must not be seen; who asks for one is told. */
  private void throwIfRefused(String topic) {
    var unused = consumer.partitionsFor(topic);
  }

  private void take(List<TopicPartition> fresh) {
    Map<TopicPartition, Long> positions = new HashMap<>();
    for (TopicPartition old : assigned) {
      positions.put(old, consumer.position(old));
    }
    assigned.addAll(fresh);
    consumer.assign(assigned);
    positions.forEach(consumer::seek);
    consumer.seekToBeginning(fresh);
    ends = ends.and(Ends.of(consumer, fresh));
  }

  private static void pause(Duration time) {
    try {
      Thread.sleep(time.toMillis());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  @Override
  public CatchUp catchUp() {
    CatchUp now = ends.progress(consumer, missing);
    if (done) {
      return new CatchUp(now.total(), now.total(), Set.of());
    }
    done = now.done();
    return now;
  }

  @Override
  public void commit() {
    throw new IllegalStateException(
        "This reader has no group, so there is nothing to commit; open it in a group.");
  }
}
