package io.ringfence.stream;

import io.ringfence.graph.GraphUpdate;
import java.util.Optional;

/** What a record of the input turned out to be. */
sealed interface Decoded {

  /** An update, not yet held against its graph. */
  record Update(String graphId, GraphUpdate update) implements Decoded {}

  /**
   * Not an update.
   *
   * @param graphId if the key names a graph
   */
  record Undecodable(Optional<String> graphId, DeadLetterReason reason, String message)
      implements Decoded {}
}
