package io.ringfence.engine;

import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.AttributeFlips;
import io.ringfence.graph.LiveGraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps account of how far the certificates of a session have been displaced: net counts of the
 * bits that differ from the graph version that each was drawn from. A bit that is turned back is
 * refunded.
 *
 * <p>Relies on two facts: who holds a certificate has the same receptive field as when it was
 * drawn, and the same regions in it, since any change of them revokes; and whether a bit differs
 * from a version is the parity of its flips since, which {@link FlipLog} knows.
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

  void restore(FlipHistory history) {
    log.restore(history);
  }

  /** A restored certificate stands where the restored flips have displaced it to. */
  void restore(NodeEntry entry, SchedulePrice price, int radiusCap) {
    if (entry.isCertified() && entry.drawn().radii() instanceof Radii left) {
      NodeStatus.Certified drawn = entry.drawn();
      Displacement since = since(entry.ordinal(), drawn.issuedAt());
      if (since != null) {
        Radii reference =
            price.radii(since.region(), drawn.bound(), radiusCap) instanceof Radii issued
                ? issued
                : left;
        entry.stand(new Standing(since, left, reference));
      }
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
   * Displaces every certificate that flips reach. Cost: the nodes reached, once per bit.
   *
   * @param sampled versions that tasks under way sample: their results will ask what was turned
   *     over since
   * @return nodes with a settled status that were reached, each once
   */
  List<NodeEntry> displace(List<AttributeFlips> flips, long[] sampled) {
    List<NodeEntry> reached = new ArrayList<>();
    if (space == null) {
      return reached;
    }
    for (AttributeFlips flip : flips) {
      NodeFlips before = log.of(flip.ordinal());
      boolean asked = sampled.length > 0;
      int region = regions.of(flip.ordinal());
      for (long ordinal : flip.seenBy()) {
        NodeEntry entry = nodes.find(ordinal);
        if (entry != null && !entry.isPending()) {
          asked |= reach(entry, flip, region, before, reached);
        }
      }
      flip.added().forEach(bit -> collective.flip(before.versions(bit), true));
      flip.deleted().forEach(bit -> collective.flip(before.versions(bit), false));
      if (asked || collective.versions().length > 0) {
        write(flip, sampled);
      } else {
        log.forget(flip.ordinal());
      }
    }
    return reached;
  }

  private boolean reach(
      NodeEntry entry, AttributeFlips flip, int region, NodeFlips before, List<NodeEntry> reached) {
    if (entry.reachedAt() != graph.version()) {
      if (entry.isCertified()) {
        collective.reach(entry);
      }
      entry.reach(graph.version());
      reached.add(entry);
    }
    Standing standing = entry.standing();
    if (standing == null) {
      return false;
    }
    standing.move(moved(standing.displacement(), flip, region, before, entry.drawn().issuedAt()));
    return true;
  }

  private static Displacement moved(
      Displacement from, AttributeFlips flip, int region, NodeFlips before, long issuedAt) {
    Displacement to = from;
    for (int bit : flip.added()) {
      to =
          NodeFlips.oddAfter(before.versions(bit), issuedAt)
              ? to.deletionRefunded(region)
              : to.added(region);
    }
    for (int bit : flip.deleted()) {
      to =
          NodeFlips.oddAfter(before.versions(bit), issuedAt)
              ? to.additionRefunded(region)
              : to.deleted(region);
    }
    return to;
  }

  private void write(AttributeFlips flip, long[] sampled) {
    NodeFlips flips = log.writable(flip.ordinal());
    flip.added().forEach(bit -> flips.add(bit, graph.version()));
    flip.deleted().forEach(bit -> flips.add(bit, graph.version()));
    if (flips.wantsCompaction()) {
      flips.compact(asked(flip, sampled));
    }
  }

  /** Versions after which someone who sees a node may ask for parities, ascending. */
  private long[] asked(AttributeFlips flip, long[] sampled) {
    LongStream certificates =
        flip.seenBy().stream()
            .map(nodes::find)
            .filter(entry -> entry != null && entry.isCertified())
            .mapToLong(entry -> entry.drawn().issuedAt());
    return LongStream.concat(
            LongStream.concat(certificates, Arrays.stream(sampled)),
            Arrays.stream(collective.versions()))
        .sorted()
        .distinct()
        .toArray();
  }

  /**
   * How far a certificate drawn from a version is displaced now; null for one of real-valued
   * attributes or before the first epoch. Cost: the receptive field.
   */
  @Nullable Displacement since(long ordinal, long version) {
    Displacements states = space;
    if (states == null) {
      return null;
    }
    int region = regions.of(ordinal);
    Displacement to = states.none(region);
    if (version == graph.version() || log.isEmpty()) {
      return to;
    }
    for (long source : graph.seenBy(ordinal)) {
      NodeFlips flips = log.of(source);
      int from = regions.of(source);
      for (int bit : flips.bits()) {
        if (NodeFlips.oddAfter(flips.versions(bit), version)) {
          to = graph.isOne(source, bit) ? to.added(from) : to.deleted(from);
        }
      }
    }
    return to;
  }
}
