package io.ringfence.stream;

import io.ringfence.rights.Refusal;
import io.ringfence.rights.Right;
import io.ringfence.rights.RightsCheck;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.MemberDescription;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.GroupIdNotFoundException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.utils.Bytes;

/**
 * Takes a group of certifiers back to before its first update: every record of node certificates,
 * graph certificates and changelog is followed by a tombstone, and the group's position is the
 * oldest update that is kept, all in one transaction. Dead letters stay.
 *
 * <p>Nobody may be in the group, before and while it is done. Thread-safe.
 */
public final class StateReset {

  private static final Duration PATIENCE = Duration.ofMillis(500);
  private static final String LONGEST_TRANSACTION_MILLIS = "900000";

  private final ClientOptions clients;
  private final Topics topics;
  private final String group;

  public StateReset(ClientOptions clients, Topics topics, String group) {
    this.clients = clients;
    this.topics = topics;
    this.group = group;
  }

  /**
   * What a reset finds and would do.
   *
   * @param members who is in the group; a reset is refused unless nobody is
   * @param tombstones to write, by topic
   * @param positions the oldest update that is kept, by partition of the input
   * @param ends the next update to come, by partition of the input
   */
  public record Plan(
      List<String> members,
      Map<String, Integer> tombstones,
      Map<Integer, Long> positions,
      Map<Integer, Long> ends) {

    public Plan {
      members = List.copyOf(members);
      tombstones = Map.copyOf(tombstones);
      positions = Map.copyOf(positions);
      ends = Map.copyOf(ends);
    }

    /** Updates that are read again. */
    public long updates() {
      return ends.entrySet().stream()
          .mapToLong(end -> end.getValue() - positions.getOrDefault(end.getKey(), 0L))
          .sum();
    }

    /** Updates that are kept no longer: graphs that are built anew lack them. */
    public long missing() {
      return positions.values().stream().mapToLong(Long::longValue).sum();
    }
  }

  /**
   * Looks, and changes nothing. Cost: the state topics are read.
   *
   * @throws StreamException if there is no broker, or a topic or right is missing
   */
  public Plan plan() {
    return explained(
        admin -> {
          Map<TopicPartition, Set<Bytes>> keys = keys(admin);
          Map<String, Integer> tombstones = new TreeMap<>();
          keys.forEach(
              (source, live) -> tombstones.merge(source.topic(), live.size(), Integer::sum));
          List<TopicPartition> input = partitions(admin, topics.graphUpdates());
          try (KafkaConsumer<byte[], byte[]> reader = reader("read_uncommitted")) {
            return new Plan(
                members(admin),
                tombstones,
                byNumber(reader.beginningOffsets(input)),
                byNumber(reader.endOffsets(input)));
          }
        });
  }

  /**
   * Does it.
   *
   * @return what was done
   * @throws StreamException if somebody is in the group, or joins it meanwhile; nothing is changed
   *     then
   */
  public Plan run() {
    Plan plan = plan();
    if (!plan.members().isEmpty()) {
      throw new StreamException(
          "Group '%s' is in use by %s; stop them first. One that was killed counts until its session ends (kafka.consumer.session.timeout.ms, 10 s unless set)."
              .formatted(group, plan.members()));
    }
    return explained(
        admin -> {
          write(keys(admin), plan);
          return plan;
        });
  }

  private void write(Map<TopicPartition, Set<Bytes>> keys, Plan plan) {
    Map<String, Object> properties = clients.producerProperties(group + "-reset", 1 << 20);
    properties.put("transaction.timeout.ms", LONGEST_TRANSACTION_MILLIS);
    try (KafkaProducer<byte[], byte[]> producer =
        new KafkaProducer<>(properties, new ByteArraySerializer(), new ByteArraySerializer())) {
      producer.initTransactions();
      producer.beginTransaction();
      keys.forEach((source, live) -> live.forEach(key -> bury(producer, source, key)));
      Map<TopicPartition, OffsetAndMetadata> offsets = new HashMap<>();
      plan.positions()
          .forEach(
              (partition, offset) ->
                  offsets.put(
                      new TopicPartition(topics.graphUpdates(), partition),
                      new OffsetAndMetadata(offset)));
      producer.sendOffsetsToTransaction(offsets, new ConsumerGroupMetadata(group));
      producer.commitTransaction();
    }
  }

  private static void bury(
      KafkaProducer<byte[], byte[]> producer, TopicPartition source, Bytes key) {
    // What became of it the commit tells.
    var unused =
        producer.send(new ProducerRecord<>(source.topic(), source.partition(), key.get(), null));
  }

  /** Keys that have a value, by partition of the state topics. */
  private Map<TopicPartition, Set<Bytes>> keys(Admin admin) throws ExecutionException {
    List<TopicPartition> sources = new ArrayList<>();
    for (String topic :
        List.of(topics.nodeCertificates(), topics.graphCertificates(), topics.graphChangelog())) {
      sources.addAll(partitions(admin, topic));
    }
    Map<TopicPartition, Set<Bytes>> keys = new HashMap<>();
    Map<TopicPartition, Long> ends;
    try (KafkaConsumer<byte[], byte[]> asker = reader("read_uncommitted")) {
      ends = new HashMap<>(asker.endOffsets(sources));
    }
    try (KafkaConsumer<byte[], byte[]> reader = reader("read_committed")) {
      reader.assign(sources);
      reader.seekToBeginning(sources);
      while (ends.entrySet().stream().anyMatch(e -> reader.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<byte[], byte[]> record : reader.poll(PATIENCE)) {
          Set<Bytes> live =
              keys.computeIfAbsent(
                  new TopicPartition(record.topic(), record.partition()), any -> new HashSet<>());
          if (record.value() == null) {
            live.remove(Bytes.wrap(record.key()));
          } else {
            live.add(Bytes.wrap(record.key()));
          }
        }
      }
    }
    return keys;
  }

  private KafkaConsumer<byte[], byte[]> reader(String isolation) {
    Map<String, Object> properties = clients.stateReaderProperties();
    properties.put("isolation.level", isolation);
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }

  private List<TopicPartition> partitions(Admin admin, String topic) throws ExecutionException {
    return await(admin.describeTopics(List.of(topic)).allTopicNames()).values().stream()
        .flatMap(found -> found.partitions().stream())
        .map(partition -> new TopicPartition(topic, partition.partition()))
        .toList();
  }

  private List<String> members(Admin admin) throws ExecutionException {
    try {
      Collection<ConsumerGroupDescription> groups =
          await(admin.describeConsumerGroups(List.of(group)).all()).values();
      return groups.stream()
          .flatMap(found -> found.members().stream())
          .map(StateReset::name)
          .toList();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof GroupIdNotFoundException) {
        return List.of();
      }
      throw e;
    }
  }

  private static String name(MemberDescription member) {
    return member.groupInstanceId().orElse(member.consumerId()) + member.host();
  }

  private static Map<Integer, Long> byNumber(Map<TopicPartition, Long> offsets) {
    return offsets.entrySet().stream()
        .collect(Collectors.toMap(entry -> entry.getKey().partition(), Map.Entry::getValue));
  }

  private static <T> T await(KafkaFuture<T> future) throws ExecutionException {
    try {
      return future.get();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new StreamException("Interrupted while the broker was asked.", e);
    }
  }

  @FunctionalInterface
  private interface Work {
    Plan with(Admin admin) throws ExecutionException;
  }

  private Plan explained(Work work) {
    try (Admin admin = Admin.create(clients.adminProperties())) {
      List<Right> missing = RightsCheck.missing(admin, Refusals.operator(topics, group));
      if (!missing.isEmpty()) {
        throw new StreamException("Nothing was reset: " + refusal().words(missing));
      }
      return work.with(admin);
    } catch (ExecutionException e) {
      throw failed(e.getCause() == null ? e : e.getCause());
    } catch (KafkaException e) {
      throw failed(e);
    }
  }

  private Refusal refusal() {
    return Refusal.of(clients.adminProperties(), Refusals.operator(topics, group));
  }

  private StreamException failed(Throwable cause) {
    Optional<String> refused = refusal().words(cause);
    if (refused.isPresent()) {
      return new StreamException("Nothing was reset: " + refused.get(), cause);
    }
    String what =
        cause instanceof UnknownTopicOrPartitionException
            ? "a topic of 'topics' does not exist; check their names"
            : "check that the broker is there and that nobody has joined the group";
    return new StreamException(
        "Nothing was reset: %s (%s).".formatted(what, Causes.line(cause)), cause);
  }
}
