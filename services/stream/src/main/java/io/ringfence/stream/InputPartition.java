package io.ringfence.stream;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** One assigned partition of the input, for one period of being assigned and intact. */
final class InputPartition {

  private final TopicPartition id;
  private final Map<String, LiveSession> sessions = new HashMap<>();
  private final Inbox inbox = new Inbox();
  private boolean ready;
  private long next;

  InputPartition(TopicPartition id) {
    this.id = id;
  }

  TopicPartition id() {
    return id;
  }

  boolean isReady() {
    return ready;
  }

  /**
   * @param position offset of the first update that is not part of the restored graphs
   */
  void open(Collection<LiveSession> restored, long position) {
    restored.forEach(this::add);
    next = position;
    ready = true;
  }

  /** Updates that are fetched and not applied. */
  Inbox inbox() {
    return inbox;
  }

  /** Offset of the next update. */
  long next() {
    return next;
  }

  void advance(long offset) {
    next = offset;
  }

  @Nullable LiveSession find(String graphId) {
    return sessions.get(graphId);
  }

  void add(LiveSession session) {
    sessions.put(session.graphId(), session);
  }

  Collection<LiveSession> sessions() {
    return sessions.values();
  }

  /** Whether the session is one of this period. */
  boolean owns(LiveSession session) {
    return sessions.get(session.graphId()) == session;
  }

  void drop() {
    sessions.values().forEach(LiveSession::drop);
    sessions.clear();
    ready = false;
  }
}
