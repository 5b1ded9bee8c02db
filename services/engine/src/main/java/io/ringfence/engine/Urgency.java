package io.ringfence.engine;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which of the waiting nodes goes first: watched ones, then those that have waited too long, then
 * those that lost a certificate, then the others; among equals the one that waits longest.
 *
 * @param watched ids of nodes that go first
 * @param overdueSince who waits since this graph version or an earlier one has waited too long
 * @param mayGo nodes that can be certified now
 */
record Urgency(Set<String> watched, long overdueSince, Predicate<NodeEntry> mayGo) {

  /** Most urgent first. */
  Comparator<NodeEntry> order() {
    return Comparator.comparingInt(this::rank)
        .thenComparingLong(NodeEntry::waitingSince)
        .thenComparingLong(NodeEntry::ordinal);
  }

  private int rank(NodeEntry entry) {
    if (isWatched(entry)) {
      return 0;
    }
    if (entry.waitingSince() <= overdueSince) {
      return 1;
    }
    return entry.heldCertificate() ? 2 : 3;
  }

  boolean isWatched(NodeEntry entry) {
    return watched.contains(entry.id());
  }
}
