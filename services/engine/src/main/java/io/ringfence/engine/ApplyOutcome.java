package io.ringfence.engine;

import io.ringfence.graph.RejectionReason;

/** What became of an update. */
public sealed interface ApplyOutcome {

  /** The update is part of the graph, which has this version now; the same if nothing changed. */
  record Applied(long version) implements ApplyOutcome {}

  /** The update left no trace. */
  record Rejected(RejectionReason reason, String message) implements ApplyOutcome {}
}
