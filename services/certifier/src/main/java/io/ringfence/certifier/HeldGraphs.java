package io.ringfence.certifier;

import io.ringfence.engine.StatusCounts;
import io.ringfence.engine.Survival;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.ToIntFunction;
import org.jspecify.annotations.Nullable;

/**
 * Per graph that is held here: how many nodes of it have which status, and since which update those
 * that wait do. Memory: the nodes that wait. Thread-safe.
 */
final class HeldGraphs {

  private static final class Held {
    private int partition;
    private StatusCounts counts = new StatusCounts(0, 0, 0);
    private boolean updatedSinceSpoken;
    private @Nullable Instant update;
    private final Map<String, Instant> waiting = new HashMap<>();
  }

  private final Map<String, Held> graphs = new HashMap<>();

  private Held held(String graphId) {
    return graphs.computeIfAbsent(graphId, id -> new Held());
  }

  /**
   * An update was applied.
   *
   * @param at its timestamp
   */
  synchronized void updated(String graphId, int partition, Instant at) {
    Held held = held(graphId);
    held.partition = partition;
    held.updatedSinceSpoken = true;
    held.update = held.update == null || at.isBefore(held.update) ? at : held.update;
  }

  /** A node waits, because of the update before or, without one, since now. */
  synchronized void waits(String graphId, String nodeId, Instant now) {
    Held held = held(graphId);
    held.waiting.putIfAbsent(nodeId, held.update == null ? now : held.update);
  }

  /** A node waits no more; the answer is since when it did. */
  synchronized Optional<Instant> settled(String graphId, String nodeId) {
    return Optional.ofNullable(held(graphId).waiting.remove(nodeId));
  }

  /** All that an update did was said. */
  synchronized void said(String graphId) {
    held(graphId).update = null;
  }

  synchronized void counted(String graphId, StatusCounts counts) {
    held(graphId).counts = counts;
  }

  /** What the last updates did, unless that was told before. */
  synchronized Optional<Survival> survival(String graphId, Optional<Survival> last) {
    Held held = held(graphId);
    boolean news = held.updatedSinceSpoken;
    held.updatedSinceSpoken = false;
    return news ? last : Optional.empty();
  }

  synchronized void restored(String graphId, int partition, StatusCounts counts) {
    Held held = held(graphId);
    held.partition = partition;
    held.counts = counts;
  }

  /** Graphs of these partitions are no longer here. */
  synchronized void released(Set<Integer> partitions) {
    graphs.values().removeIf(held -> partitions.contains(held.partition));
  }

  synchronized int size() {
    return graphs.size();
  }

  int certified() {
    return sum(StatusCounts::certified);
  }

  int pending() {
    return sum(StatusCounts::pending);
  }

  int abstained() {
    return sum(StatusCounts::abstained);
  }

  private synchronized int sum(ToIntFunction<StatusCounts> count) {
    return graphs.values().stream().mapToInt(held -> count.applyAsInt(held.counts)).sum();
  }
}
