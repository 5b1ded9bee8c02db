package io.ringfence.stream.pool;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;

/**
 * The jobs that certifiers have called back lately. A record is the id of a job and nothing else.
 * Whoever misses one works in vain until the part's deadline, no worse. Thread-safe.
 */
final class Withdrawals implements AutoCloseable {

  /** A part lives for its deadline only; so many jobs do not end in that time. */
  private static final int REMEMBERED = 10_000;

  private static final int PARTITION = 0;
  private static final byte[] NOTHING = new byte[0];

  private final Set<String> jobs =
      Collections.synchronizedSet(Collections.newSetFromMap(new Latest()));
  private final TailReader reader;

  /** Forgets the eldest. */
  private static final class Latest extends LinkedHashMap<String, Boolean> {
    private static final long serialVersionUID = 1;

    @Override
    protected boolean removeEldestEntry(Map.Entry<String, Boolean> eldest) {
      return size() > REMEMBERED;
    }
  }

  Withdrawals(Map<String, Object> properties, PoolTopics topics) {
    reader =
        new TailReader(
            properties,
            new TopicPartition(topics.withdrawals(), PARTITION),
            "ringfence-pool-withdrawals",
            "parts that nobody wants are worked until their deadline.",
            this::take);
  }

  void start() {
    reader.start();
  }

  private void take(ConsumerRecord<byte[], byte[]> record) {
    if (record.key() != null) {
      jobs.add(new String(record.key(), UTF_8));
    }
  }

  boolean contains(String taskId) {
    return jobs.contains(taskId);
  }

  /** What calls a job back. */
  static ProducerRecord<byte[], byte[]> record(PoolTopics topics, String taskId) {
    return new ProducerRecord<>(topics.withdrawals(), PARTITION, taskId.getBytes(UTF_8), NOTHING);
  }

  @Override
  public void close() {
    reader.close();
  }
}
