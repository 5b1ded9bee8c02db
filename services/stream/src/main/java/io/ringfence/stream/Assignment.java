package io.ringfence.stream;

import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.RestoredGraph;
import io.ringfence.engine.StatusCounts;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;

/**
 * The partitions that this instance has, and their graphs. A partition that is new, or whose graphs
 * are ahead of what was committed, is paused, read back and only then resumed. Used by the loop's
 * thread alone.
 */
final class Assignment implements ConsumerRebalanceListener, AutoCloseable {

  private final StreamSettings settings;
  private final SessionFactory factory;
  private final KafkaConsumer<byte[], byte[]> consumer;
  private final CertifierListener listener;
  private final InstantSource steady;
  private final Restorations restorations;
  private final Membership membership;
  private final Map<TopicPartition, InputPartition> partitions = new HashMap<>();
  private boolean known;

  /**
   * @param count number of partitions of the input
   * @param steady for pauses and durations
   */
  Assignment(
      StreamSettings settings,
      int count,
      SessionFactory factory,
      KafkaConsumer<byte[], byte[]> consumer,
      CertifierListener listener,
      Membership membership,
      InstantSource steady) {
    this.settings = settings;
    this.factory = factory;
    this.consumer = consumer;
    this.listener = listener;
    this.membership = membership;
    this.steady = steady;
    this.restorations = new Restorations(settings, count, listener, steady);
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
    if (!assigned.isEmpty()) {
      membership.endAbandoned();
    }
    beginAtCommitted(Set.copyOf(assigned));
    known = true;
  }

  /** Nothing is open between two turns of the loop, so there is nothing to finish. */
  @Override
  public void onPartitionsRevoked(Collection<TopicPartition> revoked) {
    if (revoked.isEmpty()) {
      return;
    }
    for (TopicPartition id : revoked) {
      InputPartition partition = partitions.remove(id);
      if (partition != null) {
        partition.drop();
      }
    }
    Set<Integer> numbers =
        revoked.stream().map(TopicPartition::partition).collect(Collectors.toSet());
    listener.on(new CertifierEvent.Released(numbers));
  }

  @Override
  public void onPartitionsLost(Collection<TopicPartition> lost) {
    onPartitionsRevoked(lost);
  }

  /**
   * Drops everything that may be ahead of what was committed.
   *
   * @param pause time to wait before it is read back
   */
  void rewind(Duration pause) {
    restorations.giveUp(pause);
    beginAtCommitted(new HashSet<>(partitions.keySet()));
  }

  private void beginAtCommitted(Set<TopicPartition> ids) {
    if (ids.isEmpty()) {
      return;
    }
    consumer.pause(ids);
    Map<TopicPartition, OffsetAndMetadata> committed = committed(ids);
    for (TopicPartition id : ids) {
      OffsetAndMetadata offset = committed.get(id);
      if (offset == null) {
        consumer.seekToBeginning(List.of(id));
      } else {
        consumer.seek(id, offset);
      }
      restorations.assigned(id.partition());
      InputPartition before = partitions.put(id, new InputPartition(id));
      if (before != null) {
        before.drop();
      }
    }
  }

  /** A wake-up that was meant for a poll may come while this is asked. */
  private Map<TopicPartition, OffsetAndMetadata> committed(Set<TopicPartition> ids) {
    while (true) {
      try {
        return consumer.committed(ids);
      } catch (WakeupException e) {
        // asked again
      }
    }
  }

  private long position(TopicPartition id) {
    while (true) {
      try {
        return consumer.position(id);
      } catch (WakeupException e) {
        // asked again
      }
    }
  }

  /** Whether the group has told this instance its share, which may be none. */
  boolean isKnown() {
    return known;
  }

  /** Number of partitions that are not ready. */
  int waiting() {
    return (int) partitions.values().stream().filter(p -> !p.isReady()).count();
  }

  /** How far the reading back of what is not ready has come. */
  RestoreProgress progress() {
    return restorations.progress(waiting());
  }

  /**
   * Reads back a little, if anything is to be read back; else what other instances have written.
   */
  void continueRestoration(Duration patience) {
    Set<Integer> waiting = new HashSet<>();
    Set<Integer> owned = new HashSet<>();
    for (InputPartition partition : partitions.values()) {
      owned.add(partition.id().partition());
      if (!partition.isReady()) {
        waiting.add(partition.id().partition());
      }
    }
    for (Restorations.Found found : restorations.advance(owned, waiting, patience)) {
      InputPartition partition = partitions.get(input(found.partition()));
      if (partition != null && !partition.isReady()) {
        open(partition, found);
      }
    }
  }

  private TopicPartition input(int partition) {
    return new TopicPartition(settings.topics().graphUpdates(), partition);
  }

  private void open(InputPartition partition, Restorations.Found found) {
    List<LiveSession> sessions = new ArrayList<>();
    int nodes = 0;
    for (Map.Entry<String, GraphState> graph : found.graphs().entrySet()) {
      RestoredGraph restored = graph.getValue().restored().orElse(null);
      if (restored != null) {
        sessions.add(session(graph.getKey(), partition.id().partition(), restored));
        nodes += graph.getValue().nodes();
      }
    }
    partition.open(sessions, position(partition.id()));
    consumer.resume(List.of(partition.id()));
    listener.on(
        new CertifierEvent.Restored(
            partition.id().partition(),
            sessions.size(),
            nodes,
            found.read(),
            Duration.between(found.began(), steady.instant()),
            counts(sessions)));
  }

  private static Map<String, StatusCounts> counts(List<LiveSession> sessions) {
    return sessions.stream()
        .collect(Collectors.toMap(LiveSession::graphId, owner -> owner.session().counts()));
  }

  private LiveSession session(String graphId, int partition, RestoredGraph restored) {
    String scheduleId =
        restored
            .ledger()
            .map(EpochLedger::epoch)
            .map(epoch -> epoch.schedule().fingerprint())
            .orElse("");
    return new LiveSession(
        graphId,
        partition,
        watched(factory.restore(graphId, restored)),
        scheduleId,
        settings.epochRule(),
        steady.instant());
  }

  /** The session of a graph; an empty one if nothing is known of it. */
  LiveSession session(InputPartition partition, String graphId) {
    LiveSession known = partition.find(graphId);
    if (known != null) {
      return known;
    }
    LiveSession fresh =
        new LiveSession(
            graphId,
            partition.id().partition(),
            watched(factory.empty(graphId)),
            "",
            settings.epochRule(),
            steady.instant());
    partition.add(fresh);
    return fresh;
  }

  private GraphSession watched(GraphSession session) {
    session.watch(settings.work().watchedOf(session.graphId()));
    return session;
  }

  /** All partitions that are ready. */
  List<InputPartition> ready() {
    return partitions.values().stream().filter(InputPartition::isReady).toList();
  }

  /** The session of a graph; null if no partition of this instance has it. */
  @Nullable LiveSession find(String graphId) {
    for (InputPartition partition : ready()) {
      LiveSession session = partition.find(graphId);
      if (session != null) {
        return session;
      }
    }
    return null;
  }

  /** The partition, which must be ready. */
  InputPartition ready(TopicPartition id) {
    InputPartition partition = partitions.get(id);
    if (partition == null || !partition.isReady()) {
      throw new IllegalStateException(
          "Updates of %s came before its graphs were read back.".formatted(id));
    }
    return partition;
  }

  /** The partition of a session, unless the session was dropped meanwhile. */
  @Nullable InputPartition owner(LiveSession session) {
    InputPartition partition = partitions.get(input(session.partition()));
    return partition != null && partition.owns(session) ? partition : null;
  }

  /** All sessions that are ready. */
  List<LiveSession> sessions() {
    return partitions.values().stream()
        .filter(InputPartition::isReady)
        .flatMap(partition -> partition.sessions().stream())
        .toList();
  }

  @Override
  public void close() {
    restorations.close();
    partitions.values().forEach(InputPartition::drop);
    partitions.clear();
  }
}
