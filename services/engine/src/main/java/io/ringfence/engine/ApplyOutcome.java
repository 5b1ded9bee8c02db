package io.ringfence.engine;

import io.ringfence.graph.RejectionReason;

/** What became of an update. */
public sealed interface ApplyOutcome {

  /** The update is part of the graph; {@code output} is empty if it changed nothing. */
  record Applied(SessionOutput output) implements ApplyOutcome {}

  /** The update left no trace. */
  record Rejected(RejectionReason reason, String message) implements ApplyOutcome {}
}
