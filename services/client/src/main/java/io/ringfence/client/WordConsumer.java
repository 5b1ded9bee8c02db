package io.ringfence.client;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthenticationException;
import org.apache.kafka.common.errors.AuthorizationException;

/**
 * Reads certificates and alerts: committed records only, both encodings, tombstones told apart,
 * order kept within a partition (all of a graph lies in one).
 *
 * <p>For one thread, but for {@link #wakeup}. Without a group it reads every partition from the
 * beginning, topics that are made later included; in a group it shares them with the other members
 * and goes on where the group was.
 */
public final class WordConsumer implements AutoCloseable {

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final WordDecoder decoder;
  private final Assignment assignment;
  private final Refusal refusal;

  private WordConsumer(
      KafkaConsumer<byte[], byte[]> consumer,
      WordDecoder decoder,
      Assignment assignment,
      Refusal refusal) {
    this.consumer = consumer;
    this.decoder = decoder;
    this.assignment = assignment;
    this.refusal = refusal;
  }

  /**
   * Everything, from the beginning.
   *
   * @param options of Kafka's consumer, at least {@code bootstrap.servers}
   */
  public static WordConsumer ofAll(Map<String, ?> options, WatchedTopics topics) {
    KafkaConsumer<byte[], byte[]> consumer = ConsumerOptions.open(options, Map.of());
    return new WordConsumer(
        consumer,
        new WordDecoder(topics),
        new WholeTopics(consumer, topics),
        Refusal.of(options, topics.rights()));
  }

  /**
   * As a member of a consumer group; call {@link #commit} once what was polled is done.
   *
   * @param options of Kafka's consumer, at least {@code bootstrap.servers}
   */
  public static WordConsumer inGroup(Map<String, ?> options, String group, WatchedTopics topics) {
    KafkaConsumer<byte[], byte[]> consumer =
        ConsumerOptions.open(options, Map.of("group.id", group));
    List<Right> rights = new ArrayList<>(topics.rights());
    rights.add(Right.group(AclOperation.READ, group, "be in it"));
    return new WordConsumer(
        consumer,
        new WordDecoder(topics),
        new GroupMembership(consumer, topics),
        Refusal.of(options, rights));
  }

  /**
   * The next records; none if there are none within the time, or if no topic exists yet.
   *
   * @throws org.apache.kafka.common.errors.WakeupException after {@link #wakeup}
   * @throws KafkaException if Kafka refuses; the message names the right that is missing, or what
   *     is wrong with the credentials
   */
  public List<Word> poll(Duration timeout) {
    try {
      return words(timeout);
    } catch (AuthorizationException | AuthenticationException e) {
      throw new KafkaException(refusal.words(e).orElse(e.getMessage()), e);
    }
  }

  private List<Word> words(Duration timeout) {
    if (!assignment.prepare(timeout)) {
      return List.of();
    }
    List<Word> words = new ArrayList<>();
    for (ConsumerRecord<byte[], byte[]> message : consumer.poll(timeout)) {
      words.add(decoder.decode(message));
    }
    return words;
  }

  /** How far this is on the way to the ends at the beginning; asks Kafka as long as it is not. */
  public CatchUp catchUp() {
    return assignment.catchUp();
  }

  /** The group goes on from here. Without a group there is nothing to commit: refused. */
  public void commit() {
    assignment.commit();
  }

  /** Ends a {@link #poll} of another thread. */
  public void wakeup() {
    consumer.wakeup();
  }

  /** Kafka's own figures. */
  public Map<org.apache.kafka.common.MetricName, ? extends org.apache.kafka.common.Metric>
      metrics() {
    return consumer.metrics();
  }

  @Override
  public void close() {
    consumer.close();
  }
}
