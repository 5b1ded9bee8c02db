package io.ringfence.graph;

import java.util.List;

/** What became of a {@link GraphUpdate}. */
public sealed interface UpdateOutcome {

  /**
   * The update is part of the graph.
   *
   * @param version of the graph after the update; unchanged if nothing changed
   * @param changes elements whose state differs from before, each once
   * @param affected ordinals of the nodes that exist after the update and whose prediction it can
   *     change: new nodes, and every node whose receptive field, before or after, contains a change
   *     (attributes, edges, regions); ascending
   * @param removed nodes that are gone
   */
  record Applied(
      long version, List<ElementChange> changes, List<Long> affected, List<NodeState> removed)
      implements UpdateOutcome {

    public Applied {
      changes = List.copyOf(changes);
      affected = List.copyOf(affected);
      removed = List.copyOf(removed);
    }

    /** Whether the graph is the same as before. */
    public boolean isNoOp() {
      return changes.isEmpty();
    }
  }

  /**
   * The update contradicts the graph or its limits and left no trace.
   *
   * @param message names the value, the rule and the remedy
   */
  record Rejected(RejectionReason reason, String message) implements UpdateOutcome {}
}
