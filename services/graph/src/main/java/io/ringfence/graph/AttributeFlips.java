package io.ringfence.graph;

import java.util.List;

/**
 * Bits of one node that an update turned over, and whose certificate that displaces: to everyone
 * who sees the node the update is a perturbation of the kind that certificates speak of.
 *
 * @param ordinal of the node, which was there before the update and is there after it
 * @param region of the node after the update, -1 before the first epoch
 * @param added attributes that were zero and are one, ascending
 * @param deleted attributes that were one and are zero, ascending
 * @param seenBy ordinals of the nodes that see the node and are not among {@link
 *     UpdateOutcome.Applied#revoked()}; ascending
 */
public record AttributeFlips(
    long ordinal, int region, List<Integer> added, List<Integer> deleted, Ordinals seenBy) {

  public AttributeFlips {
    added = List.copyOf(added);
    deleted = List.copyOf(deleted);
  }

  /** Number of bits that differ. */
  public int bits() {
    return added.size() + deleted.size();
  }
}
