package io.ringfence.engine;

import java.util.Comparator;
import java.util.Set;
import java.util.function.Predicate;

/**
 * Which node goes first: watched ones, then those that have waited too long, then those that lost a
 * certificate, then those whose certificate is endangered, the one with the least of it left first,
 * then those that never had one. Among equals it is the one that waits longest.
 *
 * @param watched ids of nodes that go first
 * @param overdueSince who waits since this graph version or an earlier one has waited too long
 * @param mayGo nodes that can be certified now
 */
record Urgency(Set<String> watched, long overdueSince, Predicate<NodeEntry> mayGo) {

  /** Most urgent first, of nodes that wait and nodes whose certificate is endangered. */
  Comparator<NodeEntry> order() {
    return Comparator.comparing(this::kind)
        .thenComparingDouble(Urgency::left)
        .thenComparingLong(NodeEntry::waitingSince)
        .thenComparingLong(NodeEntry::ordinal);
  }

  /** Of a node that is listed for a certification. */
  WaitingKind kind(NodeEntry entry) {
    if (entry.isAbstained()) {
      return WaitingKind.STALE;
    }
    if (isWatched(entry)) {
      return WaitingKind.WATCHED;
    }
    if (!entry.isPending()) {
      return WaitingKind.ENDANGERED;
    }
    if (isOverdue(entry)) {
      return WaitingKind.OVERDUE;
    }
    return entry.heldCertificate() ? WaitingKind.LOST : WaitingKind.NEW;
  }

  /** Whether a node that waits has waited too long. */
  boolean isOverdue(NodeEntry entry) {
    return entry.waitingSince() <= overdueSince;
  }

  /** Who waits has nothing left. */
  private static double left(NodeEntry entry) {
    Standing standing = entry.standing();
    return standing == null ? 0 : standing.shareLeft();
  }

  boolean isWatched(NodeEntry entry) {
    return watched.contains(entry.id());
  }
}
