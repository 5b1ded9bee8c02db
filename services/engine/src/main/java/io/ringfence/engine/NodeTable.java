package io.ringfence.engine;

import io.ringfence.certificates.Radii;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a session's nodes, those that wait for a certificate or for a better one, and the
 * counts by status and radii.
 */
final class NodeTable {

  private final Map<Long, NodeEntry> entries = new HashMap<>();
  private final Map<Long, NodeEntry> pending = new LinkedHashMap<>();
  private final Map<Long, NodeEntry> endangered = new LinkedHashMap<>();
  private final RadiiCounts radii = new RadiiCounts();
  private int certified;

  void add(NodeEntry entry) {
    entries.put(entry.ordinal(), entry);
    if (entry.isPending()) {
      pending.put(entry.ordinal(), entry);
    }
    countIn(entry);
  }

  @Nullable NodeEntry find(long ordinal) {
    return entries.get(ordinal);
  }

  @Nullable NodeEntry remove(long ordinal) {
    NodeEntry entry = entries.remove(ordinal);
    pending.remove(ordinal);
    if (entry != null) {
      countOut(entry);
    }
    return entry;
  }

  /** Nothing known of a node holds any more. */
  void invalidate(NodeEntry entry, PendingReason reason, long version) {
    countOut(entry);
    entry.invalidate(reason, version);
    pending.put(entry.ordinal(), entry);
  }

  /** A node has no word any more. */
  void await(NodeEntry entry, PendingReason reason, long version) {
    countOut(entry);
    entry.await(reason, version);
    pending.put(entry.ordinal(), entry);
  }

  /**
   * A node has the word of a new certification.
   *
   * @param standing what is left of it; null unless it is a certificate for bits
   */
  void settle(NodeEntry entry, NodeStatus.Settled status, @Nullable Standing standing, long round) {
    countOut(entry);
    entry.settle(status, standing, round);
    pending.remove(entry.ordinal());
    countIn(entry);
    watch(entry);
  }

  /** A certificate has other radii left than before. */
  void leave(NodeEntry entry, Standing standing, Radii left) {
    radii.remove(standing.radii());
    standing.leave(left);
    radii.add(left);
    watch(entry);
  }

  /** Plans a better certificate for a node whose present one is endangered. */
  void watch(NodeEntry entry) {
    Standing standing = entry.standing();
    if (standing != null && standing.isEndangered()) {
      endangered.put(entry.ordinal(), entry);
    } else {
      endangered.remove(entry.ordinal());
    }
  }

  private void countIn(NodeEntry entry) {
    if (entry.isCertified()) {
      certified++;
      if (entry.standing() != null) {
        radii.add(entry.standing().radii());
      }
    }
  }

  private void countOut(NodeEntry entry) {
    if (entry.isCertified()) {
      certified--;
      endangered.remove(entry.ordinal());
      if (entry.standing() != null) {
        radii.remove(entry.standing().radii());
      }
    }
  }

  /**
   * At most {@code limit} nodes to certify: those that wait, most urgent first; after them those
   * whose certificate is endangered, watched ones first.
   */
  List<NodeEntry> mostUrgent(int limit, Urgency urgency) {
    List<NodeEntry> chosen = first(limit, pending.values(), urgency.order(), urgency.mayGo());
    if (chosen.size() < limit) {
      Comparator<NodeEntry> watchedFirst =
          Comparator.comparing(urgency::isWatched, Comparator.reverseOrder());
      chosen.addAll(
          first(limit - chosen.size(), endangered.values(), watchedFirst, urgency.mayGo()));
    }
    return chosen;
  }

  private static List<NodeEntry> first(
      int limit,
      Collection<NodeEntry> entries,
      Comparator<NodeEntry> order,
      Predicate<NodeEntry> mayGo) {
    return new ArrayList<>(entries.stream().filter(mayGo).sorted(order).limit(limit).toList());
  }

  /** Nodes that hold a certificate. */
  Stream<NodeEntry> certifiedEntries() {
    return entries.values().stream().filter(NodeEntry::isCertified);
  }

  Collection<NodeEntry> all() {
    return entries.values();
  }

  /** Certificates for bits by what is left of their radii. */
  RadiiCounts radii() {
    return radii;
  }

  int certified() {
    return certified;
  }

  StatusCounts counts() {
    return new StatusCounts(certified, pending.size(), entries.size() - certified - pending.size());
  }
}
