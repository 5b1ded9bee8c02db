package io.ringfence.engine;

import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Radii;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Takes in what certifications found.
 *
 * <p>A result speaks of the version that was sampled; what was turned over since has displaced it
 * from the beginning. Of two certificates of a node the new one is taken unless it promises less.
 *
 * <p>Which of two is taken, and whether a node is sampled again, depends on what the samples
 * showed; so <b>every result that was looked at is counted</b> and pays its own share of α, whether
 * or not its word was taken.
 */
final class Settling {

  private final NodeTable nodes;
  private final CollectiveLedger collective;
  private final DisplacementLedger displacement;
  private final Speaker speaker;
  private final int radiusCap;

  Settling(
      NodeTable nodes,
      CollectiveLedger collective,
      DisplacementLedger displacement,
      Speaker speaker,
      int radiusCap) {
    this.nodes = nodes;
    this.collective = collective;
    this.displacement = displacement;
    this.speaker = speaker;
    this.radiusCap = radiusCap;
  }

  /** Whether samples of the version of a task still say something of a node. */
  static boolean isCurrent(NodeEntry entry, CertificationTask task) {
    return entry.invalidBefore() <= task.version();
  }

  /**
   * @param result in the order of the task's targets
   * @return new word on nodes
   */
  List<NodeCertificate> settle(CertificationTask task, CertificationResult result, long round) {
    List<NodeCertificate> said = new ArrayList<>();
    for (CertificationResult.Settlement settlement : result.settlements()) {
      NodeEntry entry = nodes.find(settlement.ordinal());
      if (entry != null && isCurrent(entry, task)) {
        settle(entry, settlement.status(), task.version(), round);
        said.add(speaker.node(entry));
      }
    }
    return said;
  }

  private void settle(NodeEntry entry, NodeStatus.Settled status, long version, long round) {
    Displacement since = displacement.since(entry.ordinal(), version);
    if (!(status instanceof NodeStatus.Certified drawn)) {
      if (entry.isCertified() || isDisplaced(since)) {
        decline(entry);
      } else {
        nodes.settle(entry, status, null, round);
      }
    } else if (since != null && drawn.radii() instanceof Radii radii) {
      settle(entry, drawn, radii, since, round);
    } else {
      nodes.settle(entry, drawn, null, round);
    }
  }

  private void settle(
      NodeEntry entry, NodeStatus.Certified drawn, Radii radii, Displacement since, long round) {
    Standing present = entry.standing();
    if (isDisplaced(since) && !since.keeps(drawn.bound())) {
      decline(entry);
      return;
    }
    Radii left = isDisplaced(since) ? since.radii(drawn.bound(), radii, radiusCap) : radii;
    if (present != null && !present.isMatchedBy(left)) {
      decline(entry);
      return;
    }
    if (present != null && contradict(entry.drawn(), drawn)) {
      collective.lose(entry);
      nodes.await(entry, PendingReason.DISPLACED, entry.waitingSince());
    }
    nodes.settle(entry, drawn, new Standing(since, left, radii), round);
  }

  /** Both say that they hold: one of them is among the failures that α allows. */
  private static boolean contradict(NodeStatus.Certified one, NodeStatus.Certified other) {
    return one.bound().predictedClass() != other.bound().predictedClass();
  }

  private void decline(NodeEntry entry) {
    entry.countUnused();
    Standing present = entry.standing();
    if (present != null) {
      present.acceptAsReference();
      nodes.watch(entry);
    }
  }

  private static boolean isDisplaced(@Nullable Displacement since) {
    return since != null && since.spent().bits() > 0;
  }
}
