package io.ringfence.stream;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetOutOfRangeException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;

/**
 * Reads graphs and certificates of some partitions from the compacted topics, step by step: of
 * partitions that are being taken over up to an aim, of those on standby for as long as others have
 * them.
 *
 * <p>The aim is the end without regard to open transactions, and it is read up to with regard to
 * them: a transaction of an earlier owner that is not decided yet is waited for. Used by the loop's
 * thread alone.
 */
final class StateReader implements AutoCloseable {

  /**
   * Who falls behind for longer may have missed that a key was removed: the topics forget that,
   * after {@link TopicDeclarations#KEEP_TOMBSTONES}. The partition is read anew then.
   */
  static final Duration TRUSTED_WHILE_BEHIND = TopicDeclarations.KEEP_TOMBSTONES.dividedBy(2);

  private static final Duration NO_WAIT = Duration.ZERO;

  private final ClientOptions clients;
  private final Topics topics;
  private final InstantSource steady;
  private final Map<Integer, Followed> followed = new HashMap<>();
  private @Nullable KafkaConsumer<byte[], byte[]> reader;

  /** A partition that is read, and up to where it must be read before it can be used. */
  private static final class Followed {
    private final PartitionState state;
    private final Map<TopicPartition, Long> from = new HashMap<>();
    private final Map<TopicPartition, Long> aim = new HashMap<>();
    private Instant lastAtEnd;

    Followed(PartitionState state, Instant now) {
      this.state = state;
      this.lastAtEnd = now;
    }
  }

  /**
   * @param steady for how long a partition has been behind
   */
  StateReader(ClientOptions clients, Topics topics, InstantSource steady) {
    this.clients = clients;
    this.topics = topics;
    this.steady = steady;
  }

  /** Reads exactly these from now on; those that are new from the beginning. */
  void follow(Set<Integer> partitions) {
    if (partitions.equals(followed.keySet())) {
      return;
    }
    followed.keySet().retainAll(partitions);
    Set<Integer> fresh = new HashSet<>(partitions);
    fresh.removeAll(followed.keySet());
    if (partitions.isEmpty()) {
      close();
      return;
    }
    KafkaConsumer<byte[], byte[]> open = open();
    open.assign(partitions.stream().flatMap(p -> sources(p).stream()).toList());
    fresh.forEach(this::startOver);
  }

  private KafkaConsumer<byte[], byte[]> open() {
    KafkaConsumer<byte[], byte[]> open = reader;
    if (open == null) {
      open =
          new KafkaConsumer<>(
              clients.stateReaderProperties(),
              new ByteArrayDeserializer(),
              new ByteArrayDeserializer());
      reader = open;
    }
    return open;
  }

  private void startOver(int partition) {
    open().seekToBeginning(sources(partition));
    followed.put(partition, new Followed(new PartitionState(topics), steady.instant()));
  }

  private List<TopicPartition> sources(int partition) {
    return List.of(
        new TopicPartition(topics.graphChangelog(), partition),
        new TopicPartition(topics.nodeCertificates(), partition));
  }

  /**
   * Fixes the present ends as what must be read. Call only after the committed input position is
   * known, since that is what fences the earlier owner.
   */
  void aim(Collection<Integer> partitions) {
    List<TopicPartition> sources = partitions.stream().flatMap(p -> sources(p).stream()).toList();
    if (sources.isEmpty()) {
      return;
    }
    ends(sources)
        .forEach(
            (source, end) -> {
              Followed target = require(source.partition());
              target.from.put(source, open().position(source));
              target.aim.put(source, end);
            });
  }

  private Map<TopicPartition, Long> ends(List<TopicPartition> sources) {
    Map<String, Object> properties = clients.readerProperties();
    properties.put("isolation.level", "read_uncommitted");
    try (KafkaConsumer<byte[], byte[]> asker =
        new KafkaConsumer<>(properties, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
      return asker.endOffsets(sources);
    }
  }

  /** The aim was that of an earlier assignment. */
  void unaim(int partition) {
    Followed target = followed.get(partition);
    if (target != null) {
      target.from.clear();
      target.aim.clear();
    }
  }

  /** Whether the partition has an aim. */
  boolean isAimed(int partition) {
    Followed target = followed.get(partition);
    return target != null && !target.aim.isEmpty();
  }

  /** Whether all up to the aim is read. */
  boolean isReached(int partition) {
    Followed target = require(partition);
    return !target.aim.isEmpty()
        && target.aim.entrySet().stream()
            .allMatch(end -> open().position(end.getKey()) >= end.getValue());
  }

  /** Reads a little of what is followed. */
  void read(Duration patience) {
    KafkaConsumer<byte[], byte[]> open = reader;
    if (open == null) {
      return;
    }
    try {
      for (ConsumerRecord<byte[], byte[]> record : open.poll(patience)) {
        require(record.partition()).state.take(record);
      }
    } catch (OffsetOutOfRangeException e) {
      e.partitions().stream().map(TopicPartition::partition).distinct().forEach(this::startOver);
      return;
    }
    distrustWhatIsBehind(open);
  }

  private void distrustWhatIsBehind(KafkaConsumer<byte[], byte[]> open) {
    Instant now = steady.instant();
    for (Map.Entry<Integer, Followed> entry : List.copyOf(followed.entrySet())) {
      Followed one = entry.getValue();
      if (sources(entry.getKey()).stream().allMatch(s -> open.currentLag(s).orElse(1) == 0)) {
        one.lastAtEnd = now;
      } else if (now.isAfter(one.lastAtEnd.plus(TRUSTED_WHILE_BEHIND))) {
        startOver(entry.getKey());
      }
    }
  }

  /** Reads whatever has arrived, without waiting. */
  void readOn() {
    read(NO_WAIT);
  }

  /** Number of partitions that are followed. */
  int partitions() {
    return followed.size();
  }

  /**
   * Committed offsets of what is followed that are not read yet; at least 1 for each topic of which
   * that is not known.
   */
  long behind() {
    KafkaConsumer<byte[], byte[]> open = open();
    return followed.keySet().stream()
        .flatMap(partition -> sources(partition).stream())
        .mapToLong(source -> open.currentLag(source).orElse(1))
        .sum();
  }

  /** The state of a partition. */
  PartitionState state(int partition) {
    return require(partition).state;
  }

  /** Offsets that were read since the partition got its aim. */
  long readSinceAim(int partition) {
    Followed target = require(partition);
    long read = 0;
    for (Map.Entry<TopicPartition, Long> from : target.from.entrySet()) {
      read += reached(target, from.getKey()) - from.getValue();
    }
    return read;
  }

  private long reached(Followed target, TopicPartition source) {
    long end = Math.max(target.aim.getOrDefault(source, 0L), target.from.getOrDefault(source, 0L));
    return Math.min(open().position(source), end);
  }

  /** Offsets that lay between the partition and its aim when it got it. */
  long toRead(int partition) {
    Followed target = require(partition);
    List<Long> distances = new ArrayList<>();
    target.aim.forEach(
        (source, end) -> distances.add(Math.max(0, end - target.from.getOrDefault(source, 0L))));
    return distances.stream().mapToLong(Long::longValue).sum();
  }

  private Followed require(int partition) {
    Followed target = followed.get(partition);
    if (target == null) {
      throw new IllegalStateException("Partition %d is not followed.".formatted(partition));
    }
    return target;
  }

  /** Forgets everything. */
  @Override
  public void close() {
    followed.clear();
    KafkaConsumer<byte[], byte[]> open = reader;
    reader = null;
    if (open != null) {
      open.close();
    }
  }
}
