package io.ringfence.engine;

import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a session's nodes, those that wait for certification, and the counts by status.
 */
final class NodeTable {

  private static final Comparator<NodeEntry> MOST_ENDANGERED_FIRST =
      Comparator.comparing(NodeEntry::heldCertificate, Comparator.reverseOrder())
          .thenComparingLong(NodeEntry::revokedAt)
          .thenComparingLong(NodeEntry::ordinal);

  private final Map<Long, NodeEntry> entries = new HashMap<>();
  private final Map<Long, NodeEntry> pending = new LinkedHashMap<>();
  private int certified;

  void add(NodeEntry entry) {
    entries.put(entry.ordinal(), entry);
    if (entry.isPending()) {
      pending.put(entry.ordinal(), entry);
    }
    if (entry.isCertified()) {
      certified++;
    }
  }

  @Nullable NodeEntry find(long ordinal) {
    return entries.get(ordinal);
  }

  @Nullable NodeEntry remove(long ordinal) {
    NodeEntry entry = entries.remove(ordinal);
    pending.remove(ordinal);
    if (entry != null && entry.isCertified()) {
      certified--;
    }
    return entry;
  }

  void revoke(NodeEntry entry, PendingReason reason, long version) {
    if (entry.isCertified()) {
      certified--;
    }
    entry.revoke(reason, version);
    pending.put(entry.ordinal(), entry);
  }

  void settle(NodeEntry entry, NodeStatus.Settled status, long round) {
    entry.settle(status, round);
    pending.remove(entry.ordinal());
    if (entry.isCertified()) {
      certified++;
    }
  }

  /** At most {@code limit} waiting nodes, those that lost a certificate first, then by age. */
  List<NodeEntry> mostEndangered(int limit) {
    return pending.values().stream().sorted(MOST_ENDANGERED_FIRST).limit(limit).toList();
  }

  Collection<NodeEntry> all() {
    return entries.values();
  }

  StatusCounts counts() {
    return new StatusCounts(certified, pending.size(), entries.size() - certified - pending.size());
  }
}
