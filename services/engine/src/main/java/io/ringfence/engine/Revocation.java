package io.ringfence.engine;

import io.ringfence.certificates.Displacements;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.AttributeFlips;
import io.ringfence.graph.ElementChange;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.Ordinals;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What updates take from the certificates in force. An update revokes at once those that structure
 * has changed under, and moves the counts of those that it displaces. What is left of the latter is
 * judged in {@link #speak}, once for all updates of a transaction: nobody sees what was between.
 */
final class Revocation {

  private final LiveGraph graph;
  private final NodeTable nodes;
  private final CollectiveLedger collective;
  private final DisplacementLedger displacement;
  private final Speaker speaker;
  private final CertificationSettings settings;
  private final Radii cap;
  private Toll toll = new Toll(0, 0);

  Revocation(
      LiveGraph graph,
      NodeTable nodes,
      CollectiveLedger collective,
      DisplacementLedger displacement,
      Speaker speaker,
      CertificationSettings settings) {
    this.graph = graph;
    this.nodes = nodes;
    this.collective = collective;
    this.displacement = displacement;
    this.speaker = speaker;
    this.settings = settings;
    this.cap = new Radii(settings.radiusCap(), settings.radiusCap());
  }

  /**
   * @param sampled graph versions that tasks under way sample
   */
  void by(UpdateOutcome.Applied applied, long[] sampled) {
    if (toll.updates == 0) {
      toll = new Toll(nodes.certified(), applied.version());
    }
    toll.updates++;
    applied.removed().forEach(this::forget);
    revoke(applied.revoked(), PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
    for (AttributeFlips flip : applied.flips()) {
      if (settings.confidence().allowsDisplacement()) {
        displacement.displace(flip, sampled);
      } else {
        revoke(flip.seenBy(), PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
      }
    }
    for (ElementChange change : applied.changes()) {
      if (change instanceof ElementChange.NodeWritten written) {
        relabel(written.node());
      }
    }
  }

  /** A label changes no prediction, but the record of the node carries it. */
  private void relabel(NodeState node) {
    NodeEntry entry = nodes.find(node.ordinal());
    if (entry != null && !entry.saidLabel().equals(node.label())) {
      nodes.say(entry);
    }
  }

  private void forget(NodeState node) {
    NodeEntry entry = nodes.find(node.ordinal());
    if (entry != null && entry.isCertified()) {
      collective.lose(entry);
      toll.revoked++;
    }
    nodes.remove(node.ordinal());
    displacement.forget(node.ordinal());
  }

  /** Takes back everything that is known of some nodes; those not known yet begin to wait. */
  void revoke(Ordinals ordinals, PendingReason reason) {
    for (int i = 0; i < ordinals.size(); i++) {
      NodeEntry entry = nodes.find(ordinals.at(i));
      if (entry == null) {
        nodes.say(addPending(ordinals.at(i)));
        continue;
      }
      if (entry.isCertified()) {
        collective.lose(entry);
        toll.revoked++;
      }
      if (!entry.isPending()) {
        nodes.say(entry);
      }
      nodes.invalidate(entry, reason, graph.version());
    }
  }

  /** A node of which nothing is known begins to wait. */
  NodeEntry addPending(long ordinal) {
    NodeEntry entry = NodeEntry.arrived(ordinal, graph.node(ordinal).id(), graph.version());
    nodes.add(entry);
    return entry;
  }

  /**
   * Judges every node to which something has happened since the last call. Cost: these nodes.
   *
   * @return records that differ from the last ones
   */
  List<NodeCertificate> speak() {
    List<NodeCertificate> said = new ArrayList<>();
    for (NodeEntry entry : judge()) {
      if (entry.isUnsaid()) {
        said.add(speaker.node(entry));
      }
    }
    return said;
  }

  /** As {@link #speak}, with all that is to be said left for later. */
  List<NodeEntry> judge() {
    List<NodeEntry> judged = nodes.takeTouched();
    judged.forEach(this::judge);
    if (toll.updates > 0) {
      speaker.updated(toll.survival());
      toll = new Toll(0, 0);
    }
    return judged;
  }

  private void judge(NodeEntry entry) {
    Standing standing = entry.standing();
    Displacements space = displacement.space();
    if (standing == null || space == null) {
      if (entry.isCertified() && entry.reachedAt() > entry.issuedAt()) {
        end(entry, PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
      }
      return;
    }
    if (entry.isCertified()) {
      displace(entry, standing, space);
    }
    nodes.watch(entry);
  }

  private void displace(NodeEntry entry, Standing standing, Displacements space) {
    Radii before = standing.radii();
    Radii left = standing.judge(entry.drawn().bound(), space, cap);
    if (left == null) {
      end(entry, PendingReason.DISPLACED);
      return;
    }
    toll.displaced += entry.reachedAt() >= toll.since ? 1 : 0;
    if (!left.equals(before)) {
      toll.shortened += standing.isMatchedBy(left) ? 0 : 1;
      nodes.leave(entry, standing, left);
      entry.mustBeSaid();
    }
  }

  private void end(NodeEntry entry, PendingReason reason) {
    collective.lose(entry);
    toll.expired++;
    nodes.await(entry, reason, graph.version());
    entry.mustBeSaid();
  }

  /** What the updates of a transaction have taken. */
  private static final class Toll {
    private final int held;
    private final long since;
    private int updates;
    private int displaced;
    private int shortened;
    private int expired;
    private int revoked;

    /**
     * @param since version of the first update
     */
    Toll(int held, long since) {
      this.held = held;
      this.since = since;
    }

    Survival survival() {
      return new Survival(updates, held, displaced, shortened, expired, revoked);
    }
  }
}
