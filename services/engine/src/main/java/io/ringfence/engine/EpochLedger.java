package io.ringfence.engine;

import io.ringfence.graph.Epoch;
import java.util.Optional;

/**
 * An epoch together with its account of nodes. A joint confidence divides α by {@link #capacity()};
 * nodes that come after so many others are certified only when a next epoch has opened. A node that
 * leaves does not make room.
 *
 * @param capacity most nodes that the epoch may see
 * @param nodesAtOpening nodes when the epoch began to be certified
 * @param nextOrdinalAtOpening ordinal of the first node that came after
 * @param settings fingerprint of the settings under which it opened
 * @param shape the graph and its regions when it opened, if that is known
 */
public record EpochLedger(
    Epoch epoch,
    long capacity,
    long nodesAtOpening,
    long nextOrdinalAtOpening,
    String settings,
    Optional<GraphShape> shape) {

  /** Of an epoch of which it is not known what the graph was like when it opened. */
  public EpochLedger(
      Epoch epoch, long capacity, long nodesAtOpening, long nextOrdinalAtOpening, String settings) {
    this(epoch, capacity, nodesAtOpening, nextOrdinalAtOpening, settings, Optional.empty());
  }

  /** The same account for an epoch whose regions become those of the graph at a version. */
  EpochLedger openedAt(long version) {
    return new EpochLedger(
        new Epoch(epoch.number(), version, epoch.schedule()),
        capacity,
        nodesAtOpening,
        nextOrdinalAtOpening,
        settings,
        shape);
  }

  EpochLedger withShape(GraphShape now) {
    return new EpochLedger(
        epoch, capacity, nodesAtOpening, nextOrdinalAtOpening, settings, Optional.of(now));
  }

  /** Whether a node is one of the first {@code capacity} of the epoch. */
  boolean covers(long ordinal) {
    return ordinal < nextOrdinalAtOpening || nodesSeen(ordinal) < capacity;
  }

  /** Nodes that have been part of the epoch, given the ordinal of the next new node. */
  long nodesSeen(long nextOrdinal) {
    return nodesAtOpening + (nextOrdinal - nextOrdinalAtOpening);
  }
}
