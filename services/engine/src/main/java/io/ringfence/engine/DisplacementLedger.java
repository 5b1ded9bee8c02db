package io.ringfence.engine;

import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.AttributeFlips;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Ordinals;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of how far the words of a session have been displaced: net counts of the bits that
 * differ from the graph version that each was drawn from. A bit that is turned back is refunded.
 *
 * <p>Relies on two facts: who has a word has the same receptive field as when it was drawn, and the
 * same regions in it, since any change of them revokes; and whether a bit differs from a version is
 * the parity of its flips since, which {@link FlipLog} knows.
 *
 * <p>A change costs every node that it reaches two additions; what is left of the certificates is
 * asked for later, once for all changes of a transaction.
 */
final class DisplacementLedger {

  private final LiveGraph graph;
  private final EpochRegions regions;
  private final NodeTable nodes;
  private final CollectiveLedger collective;
  private final FlipLog log = new FlipLog();
  private final @Nullable Displacements space;

  /**
   * @param price of the epoch; null before the first
   */
  DisplacementLedger(
      LiveGraph graph,
      EpochRegions regions,
      NodeTable nodes,
      CollectiveLedger collective,
      @Nullable SchedulePrice price) {
    this.graph = graph;
    this.regions = regions;
    this.nodes = nodes;
    this.collective = collective;
    this.space = price == null ? null : price.displacements().orElse(null);
  }

  /** Where certificates can be displaced to; null before the first epoch, or if changes revoke. */
  @Nullable Displacements space() {
    return space;
  }

  void restore(FlipHistory history) {
    log.restore(history);
  }

  /** A restored word stands where the restored flips have displaced it to. */
  void restore(NodeEntry entry, SchedulePrice price, int radiusCap) {
    if (entry.isPending()) {
      return;
    }
    Displacement since = since(entry.ordinal(), entry.issuedAt());
    if (since == null) {
      return;
    }
    if (entry.isAbstained()) {
      entry.stand(Standing.abstained(since));
    } else if (entry.drawn().radii() instanceof Radii left) {
      Radii reference =
          !entry.hasDeclined()
                  && price.radii(since.region(), entry.drawn().bound(), radiusCap)
                      instanceof Radii issued
              ? issued
              : left;
      entry.stand(new Standing(since, left, reference));
    }
  }

  void forget(long ordinal) {
    log.forget(ordinal);
  }

  /** What the changelog has to keep with a node. */
  Optional<FlipHistory> history(long ordinal) {
    return log.history(ordinal);
  }

  /**
   * Displaces every word that flips of one node reach. Cost: the nodes reached.
   *
   * @param sampled versions that tasks under way sample: their results will ask what was turned
   *     over since
   */
  void displace(AttributeFlips flip, long[] sampled) {
    if (space == null) {
      return;
    }
    NodeFlips before = log.of(flip.ordinal());
    boolean asked = reach(flip, before) || sampled.length > 0;
    for (int bit : flip.added()) {
      collective.flip(before.versions(bit), true);
    }
    for (int bit : flip.deleted()) {
      collective.flip(before.versions(bit), false);
    }
    if (asked || collective.versions().length > 0) {
      write(flip, sampled);
    } else {
      log.forget(flip.ordinal());
    }
  }

  /** Whether someone who has a word sees the node. */
  private boolean reach(AttributeFlips flip, NodeFlips before) {
    long version = graph.version();
    int region = regions.of(flip.ordinal());
    Ordinals seenBy = flip.seenBy();
    boolean asked = false;
    long issuedAt = -1;
    int additions = 0;
    int deletions = 0;
    for (int i = 0; i < seenBy.size(); i++) {
      NodeEntry entry = nodes.find(seenBy.at(i));
      if (entry == null || entry.isPending()) {
        continue;
      }
      nodes.touch(entry);
      if (entry.reachedAt() != version) {
        if (entry.isCertified()) {
          collective.reach(entry);
        }
        entry.reach(version);
      }
      Standing standing = entry.standing();
      if (standing == null) {
        continue;
      }
      asked = true;
      if (entry.issuedAt() != issuedAt) {
        issuedAt = entry.issuedAt();
        int returned = odd(flip.added(), before, issuedAt);
        int takenBack = odd(flip.deleted(), before, issuedAt);
        additions = flip.added().size() - returned - takenBack;
        deletions = flip.deleted().size() - takenBack - returned;
      }
      standing.move(region, additions, deletions);
    }
    return asked;
  }

  /** How many of some bits had been turned over since a version. */
  private static int odd(Iterable<Integer> bits, NodeFlips before, long version) {
    int count = 0;
    if (!before.isEmpty()) {
      for (int bit : bits) {
        count += NodeFlips.oddAfter(before.versions(bit), version) ? 1 : 0;
      }
    }
    return count;
  }

  private void write(AttributeFlips flip, long[] sampled) {
    NodeFlips flips = log.writable(flip.ordinal());
    for (int bit : flip.added()) {
      flips.add(bit, graph.version());
    }
    for (int bit : flip.deleted()) {
      flips.add(bit, graph.version());
    }
    if (flips.wantsCompaction()) {
      flips.compact(asked(flip.seenBy(), sampled));
    }
  }

  /** Versions after which someone who sees a node may ask for parities, ascending. */
  private long[] asked(Ordinals seenBy, long[] sampled) {
    long[] solutions = collective.versions();
    long[] versions = Arrays.copyOf(solutions, solutions.length + seenBy.size() + sampled.length);
    int size = solutions.length;
    for (long version : sampled) {
      versions[size++] = version;
    }
    for (int i = 0; i < seenBy.size(); i++) {
      NodeEntry entry = nodes.find(seenBy.at(i));
      if (entry != null && !entry.isPending()) {
        versions[size++] = entry.issuedAt();
      }
    }
    Arrays.sort(versions, 0, size);
    return Arrays.copyOf(versions, size);
  }

  /**
   * How far what was drawn from a version is displaced now; null for real-valued attributes or
   * before the first epoch. Cost: the receptive field.
   */
  @Nullable Displacement since(long ordinal, long version) {
    Displacements states = space;
    if (states == null) {
      return null;
    }
    Displacement none = states.none(regions.of(ordinal));
    if (version == graph.version() || log.isEmpty()) {
      return none;
    }
    SpentBits spent = new SpentBits(none.spent());
    Ordinals field = graph.seenBy(ordinal);
    for (int i = 0; i < field.size(); i++) {
      long source = field.at(i);
      NodeFlips flips = log.of(source);
      for (int k = 0; k < flips.count(); k++) {
        int bit = flips.bit(k);
        if (NodeFlips.oddAfter(flips.versions(bit), version)) {
          boolean isOne = graph.isOne(source, bit);
          spent.add(regions.of(source), isOne ? 1 : 0, isOne ? 0 : 1);
        }
      }
    }
    return states.of(none.region(), spent.perturbation());
  }
}
