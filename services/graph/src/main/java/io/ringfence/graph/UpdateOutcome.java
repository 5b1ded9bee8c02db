package io.ringfence.graph;

import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** What became of a {@link GraphUpdate}. */
public sealed interface UpdateOutcome {

  /**
   * The update is part of the graph.
   *
   * @param version of the graph after the update; unchanged if nothing changed
   * @param changes elements whose state differs from before, each once
   * @param revoked ordinals of the nodes that exist after the update and of which nothing that was
   *     known holds any more: new nodes, and every node whose receptive field, before or after,
   *     contains a changed edge, a node that came or went, a node of another region or other real
   *     attributes; ascending
   * @param flips bits of nodes that were there before and are after, with those who see them and
   *     are not revoked; ascending by node
   * @param removed nodes that are gone
   */
  record Applied(
      long version,
      List<ElementChange> changes,
      Ordinals revoked,
      List<AttributeFlips> flips,
      List<NodeState> removed)
      implements UpdateOutcome {

    public Applied {
      changes = List.copyOf(changes);
      flips = List.copyOf(flips);
      removed = List.copyOf(removed);
    }

    static Applied noOp(long version) {
      return new Applied(version, List.of(), Ordinals.none(), List.of(), List.of());
    }

    /** Whether the graph is the same as before. */
    public boolean isNoOp() {
      return changes.isEmpty();
    }

    /** Ordinals of all nodes whose prediction the update can change, ascending. */
    public SortedSet<Long> affected() {
      SortedSet<Long> affected = new TreeSet<>(revoked);
      flips.forEach(flip -> affected.addAll(flip.seenBy()));
      return affected;
    }
  }

  /**
   * The update contradicts the graph or its limits and left no trace.
   *
   * @param message names the value, the rule and the remedy
   */
  record Rejected(RejectionReason reason, String message) implements UpdateOutcome {}
}
