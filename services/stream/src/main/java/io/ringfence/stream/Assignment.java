package io.ringfence.stream;

import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.RestoredGraph;
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
  private final InstantSource clock;
  private final Map<TopicPartition, InputPartition> partitions = new HashMap<>();
  private List<InputPartition> restoring = List.of();
  private boolean known;
  private @Nullable Restoration restoration;
  private Instant restorationBegan = Instant.MIN;
  private Instant noRestorationBefore = Instant.MIN;

  Assignment(
      StreamSettings settings,
      SessionFactory factory,
      KafkaConsumer<byte[], byte[]> consumer,
      CertifierListener listener,
      InstantSource clock) {
    this.settings = settings;
    this.factory = factory;
    this.consumer = consumer;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void onPartitionsAssigned(Collection<TopicPartition> assigned) {
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
    closeRestoration();
    noRestorationBefore = clock.instant().plus(pause);
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

  /** Reads back a little, if anything is to be read back. */
  void continueRestoration(Duration patience) {
    if (restoration == null && !beginRestoration()) {
      return;
    }
    Restoration current = restoration;
    if (current != null && current.step(patience)) {
      for (InputPartition partition : restoring) {
        if (partitions.get(partition.id()) == partition) {
          open(partition, current.graphs(partition.id().partition()));
        }
      }
      closeRestoration();
    }
  }

  private boolean beginRestoration() {
    List<InputPartition> waiting =
        partitions.values().stream().filter(partition -> !partition.isReady()).toList();
    Instant now = clock.instant();
    if (waiting.isEmpty() || now.isBefore(noRestorationBefore)) {
      return false;
    }
    restoring = waiting;
    restorationBegan = now;
    restoration =
        Restoration.begin(
            settings.clients(),
            settings.topics(),
            waiting.stream().map(partition -> partition.id().partition()).toList());
    return true;
  }

  private void open(InputPartition partition, Map<String, GraphState> graphs) {
    List<LiveSession> sessions = new ArrayList<>();
    int nodes = 0;
    for (Map.Entry<String, GraphState> graph : graphs.entrySet()) {
      RestoredGraph restored = graph.getValue().restored().orElse(null);
      if (restored != null) {
        sessions.add(session(graph.getKey(), partition.id().partition(), restored));
        nodes += graph.getValue().nodes();
      }
    }
    partition.open(sessions, position(partition.id()));
    consumer.resume(List.of(partition.id()));
    Duration took = Duration.between(restorationBegan, clock.instant());
    listener.on(
        new CertifierEvent.Restored(partition.id().partition(), sessions.size(), nodes, took));
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
        clock.instant());
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
            clock.instant());
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
    InputPartition partition =
        partitions.get(new TopicPartition(settings.topics().graphUpdates(), session.partition()));
    return partition != null && partition.owns(session) ? partition : null;
  }

  /** All sessions that are ready. */
  List<LiveSession> sessions() {
    return partitions.values().stream()
        .filter(InputPartition::isReady)
        .flatMap(partition -> partition.sessions().stream())
        .toList();
  }

  private void closeRestoration() {
    if (restoration != null) {
      restoration.close();
      restoration = null;
      restoring = List.of();
    }
  }

  @Override
  public void close() {
    closeRestoration();
    partitions.values().forEach(InputPartition::drop);
    partitions.clear();
  }
}
