package io.ringfence.engine;

import io.ringfence.certificates.Radii;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The entries of a session's nodes, those that wait for a certificate or for a better one, those to
 * which something has happened since records were made, and the counts by status and radii.
 */
final class NodeTable {

  private final RenewalRule renewal;
  private final EntryPages entries = new EntryPages();
  private final Map<Long, NodeEntry> pending = new LinkedHashMap<>();
  private final Map<Long, NodeEntry> endangered = new LinkedHashMap<>();
  private final Map<Long, NodeEntry> stale = new LinkedHashMap<>();
  private final RadiiCounts radii = new RadiiCounts();
  private List<NodeEntry> touched = new ArrayList<>();
  private List<NodeEntry> taken = new ArrayList<>();
  private int size;
  private int certified;

  NodeTable(RenewalRule renewal) {
    this.renewal = renewal;
  }

  void add(NodeEntry entry) {
    entries.add(entry);
    size++;
    if (entry.isPending()) {
      pending.put(entry.ordinal(), entry);
    }
    countIn(entry);
  }

  @Nullable NodeEntry find(long ordinal) {
    return entries.find(ordinal);
  }

  void remove(long ordinal) {
    NodeEntry entry = entries.remove(ordinal);
    if (entry != null) {
      size--;
      pending.remove(ordinal);
      countOut(entry);
    }
  }

  /** Something has happened to a node; a record may be due. */
  void touch(NodeEntry entry) {
    if (entry.touch()) {
      touched.add(entry);
    }
  }

  /** A record of a node is due. */
  void say(NodeEntry entry) {
    entry.mustBeSaid();
    touch(entry);
  }

  boolean isTouched() {
    return !touched.isEmpty();
  }

  /**
   * Nodes to which something has happened since the last call and that are still there. The list is
   * good until the next call.
   */
  List<NodeEntry> takeTouched() {
    List<NodeEntry> before = taken;
    before.clear();
    taken = touched;
    touched = before;
    taken.forEach(NodeEntry::untouch);
    taken.removeIf(entry -> find(entry.ordinal()) != entry);
    return taken;
  }

  /** Nothing known of a node holds any more. */
  void invalidate(NodeEntry entry, PendingReason reason, long version) {
    countOut(entry);
    if (!entry.isPending()) {
      pending.put(entry.ordinal(), entry);
    }
    entry.invalidate(reason, version);
  }

  /** A node has no word any more. */
  void await(NodeEntry entry, PendingReason reason, long version) {
    countOut(entry);
    if (!entry.isPending()) {
      pending.put(entry.ordinal(), entry);
    }
    entry.await(reason, version);
  }

  /**
   * A node has the word of a new certification.
   *
   * @param standing how it stands; null unless it is for bits
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
  }

  /** Plans new samples for a node whose word still stands but is worth renewing. */
  void watch(NodeEntry entry) {
    Standing standing = entry.standing();
    renew(
        entry,
        standing != null && entry.isCertified() && standing.isEndangered(renewal.share()),
        standing != null && entry.isAbstained() && standing.bits() >= renewal.abstainedBits());
  }

  /** Nearly always nothing changes, which the entry knows without a look into the sets. */
  private void renew(NodeEntry entry, boolean isEndangered, boolean isStale) {
    if (entry.isEndangered() != isEndangered || entry.isStale() != isStale) {
      keep(endangered, entry, isEndangered);
      keep(stale, entry, isStale);
      entry.renew(isEndangered, isStale);
    }
  }

  private static void keep(Map<Long, NodeEntry> set, NodeEntry entry, boolean belongs) {
    if (belongs) {
      set.put(entry.ordinal(), entry);
    } else {
      set.remove(entry.ordinal());
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
    renew(entry, false, false);
    if (entry.isCertified()) {
      certified--;
      if (entry.standing() != null) {
        radii.remove(entry.standing().radii());
      }
    }
  }

  /**
   * At most {@code limit} nodes to certify: those that wait and those whose certificate is
   * endangered, most urgent first; last those that abstain, watched ones first. Cost: all of them
   * are looked at and sorted.
   */
  List<NodeEntry> mostUrgent(int limit, Urgency urgency) {
    Comparator<NodeEntry> watchedFirst =
        Comparator.comparing(urgency::isWatched, Comparator.reverseOrder());
    List<NodeEntry> chosen = new ArrayList<>();
    choose(
        chosen,
        limit,
        Stream.concat(pending.values().stream(), endangered.values().stream()),
        urgency.order(),
        urgency.mayGo());
    choose(chosen, limit, stale.values().stream(), watchedFirst, urgency.mayGo());
    return chosen;
  }

  /** Adds the nodes that are listed for a certification. Cost: a look at each. */
  void count(Urgency urgency, Map<WaitingKind, Integer> counts) {
    for (Map<Long, NodeEntry> list : List.of(pending, endangered, stale)) {
      list.values().forEach(entry -> counts.merge(urgency.kind(entry), 1, Integer::sum));
    }
  }

  private static void choose(
      List<NodeEntry> chosen,
      int limit,
      Stream<NodeEntry> entries,
      Comparator<NodeEntry> order,
      Predicate<NodeEntry> mayGo) {
    if (chosen.size() < limit) {
      entries.filter(mayGo).sorted(order).limit(limit - chosen.size()).forEach(chosen::add);
    }
  }

  /** In ascending order of ordinals. */
  Collection<NodeEntry> all() {
    List<NodeEntry> all = new ArrayList<>(size);
    entries.forEach(all::add);
    return all;
  }

  /** Certificates for bits by what is left of their radii. */
  RadiiCounts radii() {
    return radii;
  }

  int certified() {
    return certified;
  }

  StatusCounts counts() {
    return new StatusCounts(certified, pending.size(), size - certified - pending.size());
  }
}
