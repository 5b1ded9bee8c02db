package io.ringfence.engine;

import io.ringfence.graph.Epoch;

/**
 * An epoch together with its account of nodes. A joint confidence divides α by {@link #capacity()};
 * once more nodes than that have been part of the epoch, a new one must open before anything else
 * is certified. A node that leaves does not make room.
 *
 * @param capacity most nodes that the epoch may see
 * @param nodesAtOpening nodes when the epoch opened
 * @param nextOrdinalAtOpening ordinal of the first node that came after
 * @param settings fingerprint of the settings under which it opened
 */
public record EpochLedger(
    Epoch epoch, long capacity, long nodesAtOpening, long nextOrdinalAtOpening, String settings) {

  /** Nodes that have been part of the epoch, given the ordinal of the next new node. */
  long nodesSeen(long nextOrdinal) {
    return nodesAtOpening + (nextOrdinal - nextOrdinalAtOpening);
  }
}
