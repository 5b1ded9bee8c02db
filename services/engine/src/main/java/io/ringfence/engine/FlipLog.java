package io.ringfence.engine;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Every flip of a bit that a certificate in force may have to be told from: whether a bit differs
 * from what it was at a version is the parity of its flips since.
 */
final class FlipLog {

  private static final NodeFlips NONE = new NodeFlips();

  private final Map<Long, NodeFlips> nodes = new HashMap<>();

  /** Flips of a node; not to be changed. */
  NodeFlips of(long ordinal) {
    NodeFlips known = nodes.get(ordinal);
    return known == null ? NONE : known;
  }

  NodeFlips writable(long ordinal) {
    return nodes.computeIfAbsent(ordinal, o -> new NodeFlips());
  }

  void restore(FlipHistory history) {
    nodes.put(history.ordinal(), NodeFlips.of(history));
  }

  void forget(long ordinal) {
    nodes.remove(ordinal);
  }

  boolean isEmpty() {
    return nodes.isEmpty();
  }

  /** What has to be kept with a node, if anything. */
  Optional<FlipHistory> history(long ordinal) {
    @Nullable NodeFlips known = nodes.get(ordinal);
    return known == null || known.isEmpty()
        ? Optional.empty()
        : Optional.of(known.history(ordinal));
  }
}
