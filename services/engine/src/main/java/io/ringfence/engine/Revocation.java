package io.ringfence.engine;

import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.Radii;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.UpdateOutcome;
import java.util.ArrayList;
import java.util.List;

/**
 * What an update takes from the certificates in force, in the very call that applies it: it revokes
 * those that structure has changed under, and shortens or ends those that it displaces.
 */
final class Revocation {

  private final LiveGraph graph;
  private final NodeTable nodes;
  private final CollectiveLedger collective;
  private final DisplacementLedger displacement;
  private final Speaker speaker;
  private final CertificationSettings settings;

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
  }

  /**
   * @param sampled graph versions that tasks under way sample
   * @return new word on nodes
   */
  List<NodeCertificate> by(UpdateOutcome.Applied applied, long[] sampled) {
    int held = nodes.certified();
    applied.removed().forEach(this::forget);
    List<NodeCertificate> said = revoke(applied.revoked(), PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
    if (!settings.confidence().allowsDisplacement()) {
      applied
          .flips()
          .forEach(f -> said.addAll(revoke(f.seenBy(), PendingReason.CHANGE_IN_RECEPTIVE_FIELD)));
      speaker.updated(new Survival(held, 0, 0, 0, held - nodes.certified()));
      return said;
    }
    int revoked = held - nodes.certified();
    Verdicts verdicts = new Verdicts();
    displacement.displace(applied.flips(), sampled).forEach(verdicts::judge);
    said.addAll(verdicts.said);
    int expired = held - revoked - nodes.certified();
    speaker.updated(new Survival(held, verdicts.displaced, verdicts.shortened, expired, revoked));
    return said;
  }

  private void forget(NodeState node) {
    NodeEntry entry = nodes.find(node.ordinal());
    if (entry != null && entry.isCertified()) {
      collective.lose(entry);
    }
    nodes.remove(node.ordinal());
    displacement.forget(node.ordinal());
  }

  /** Takes back everything that is known of some nodes; those not known yet begin to wait. */
  List<NodeCertificate> revoke(List<Long> ordinals, PendingReason reason) {
    List<NodeCertificate> said = new ArrayList<>();
    for (long ordinal : ordinals) {
      NodeEntry entry = nodes.find(ordinal);
      if (entry == null) {
        said.add(speaker.node(addPending(ordinal)));
        continue;
      }
      boolean wasPending = entry.isPending();
      if (entry.isCertified()) {
        collective.lose(entry);
      }
      nodes.invalidate(entry, reason, graph.version());
      if (!wasPending) {
        said.add(speaker.node(entry));
      }
    }
    return said;
  }

  /** A node of which nothing is known begins to wait. */
  NodeEntry addPending(long ordinal) {
    NodeEntry entry = NodeEntry.arrived(ordinal, graph.node(ordinal).id(), graph.version());
    nodes.add(entry);
    return entry;
  }

  /** Judges what displacement has left. */
  private final class Verdicts {
    private final List<NodeCertificate> said = new ArrayList<>();
    private int displaced;
    private int shortened;

    void judge(NodeEntry entry) {
      Standing standing = entry.standing();
      if (standing == null || !entry.isCertified()) {
        end(entry, PendingReason.CHANGE_IN_RECEPTIVE_FIELD);
        return;
      }
      ClassBound bound = entry.drawn().bound();
      if (!standing.displacement().keeps(bound)) {
        end(entry, PendingReason.DISPLACED);
        return;
      }
      displaced++;
      Radii before = standing.radii();
      Radii left = standing.displacement().radii(bound, before, settings.radiusCap());
      if (left.equals(before)) {
        return;
      }
      shortened += standing.isMatchedBy(left) ? 0 : 1;
      nodes.leave(entry, standing, left);
      said.add(speaker.node(entry));
    }

    private void end(NodeEntry entry, PendingReason reason) {
      if (entry.isCertified()) {
        collective.lose(entry);
      }
      nodes.await(entry, reason, graph.version());
      said.add(speaker.node(entry));
    }
  }
}
