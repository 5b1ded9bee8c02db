package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import org.jspecify.annotations.Nullable;

/** When an epoch has room for its nodes, and whether it is of the present settings. */
final class EpochRules {

  private static final long SMALLEST_CAPACITY = 64;

  private EpochRules() {}

  /** Most nodes of an epoch that begins with some. */
  static long capacity(CertificationSettings settings, long nodes) {
    return Math.max(SMALLEST_CAPACITY, (long) Math.ceil(settings.epochGrowth() * nodes));
  }

  /** None is open, the open one is full, or the settings are not those it began with. */
  static boolean isDue(
      LiveGraph graph, @Nullable OpenEpoch current, CertificationSettings settings) {
    if (graph.nodes() == 0) {
      return false;
    }
    return current == null
        || !current.ledger().settings().equals(settings.fingerprint())
        || current.ledger().nodesSeen(graph.nextOrdinal()) > current.ledger().capacity();
  }
}
