package io.ringfence.engine;

import io.ringfence.certificates.Displacement;
import io.ringfence.certificates.Radii;
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
  private final int radiusCap;

  Settling(
      NodeTable nodes,
      CollectiveLedger collective,
      DisplacementLedger displacement,
      int radiusCap) {
    this.nodes = nodes;
    this.collective = collective;
    this.displacement = displacement;
    this.radiusCap = radiusCap;
  }

  /** Whether samples of the version of a task still say something of a node. */
  static boolean isCurrent(NodeEntry entry, CertificationTask task) {
    return entry.invalidBefore() <= task.version();
  }

  /**
   * @param result in the order of the task's targets
   * @return how many nodes were still to be settled
   */
  int settle(CertificationTask task, CertificationResult result, long round) {
    int settled = 0;
    for (CertificationResult.Settlement settlement : result.settlements()) {
      NodeEntry entry = nodes.find(settlement.ordinal());
      if (entry != null && isCurrent(entry, task)) {
        settle(entry, settlement.status(), task.version(), round);
        nodes.say(entry);
        settled++;
      }
    }
    return settled;
  }

  private void settle(NodeEntry entry, NodeStatus.Settled status, long version, long round) {
    Displacement since = displacement.since(entry.ordinal(), version);
    if (!(status instanceof NodeStatus.Certified drawn)) {
      settleAbstention(entry, status, since, round);
    } else if (since != null && drawn.radii() instanceof Radii radii) {
      settle(entry, drawn, radii, since, round);
    } else {
      nodes.settle(entry, drawn, null, round);
    }
  }

  /** An abstention promises nothing, so that no change can make it false. */
  private void settleAbstention(
      NodeEntry entry, NodeStatus.Settled status, @Nullable Displacement since, long round) {
    if (entry.isCertified()) {
      decline(entry);
    } else {
      nodes.settle(entry, status, since == null ? null : Standing.abstained(since), round);
    }
  }

  private void settle(
      NodeEntry entry, NodeStatus.Certified drawn, Radii radii, Displacement since, long round) {
    Radii left = left(drawn, radii, since);
    if (left == null) {
      decline(entry);
      return;
    }
    Standing present = entry.isCertified() ? entry.standing() : null;
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

  private @Nullable Radii left(NodeStatus.Certified drawn, Radii radii, Displacement since) {
    return since.spent().bits() == 0
        ? radii
        : since.left(drawn.bound(), radii, new Radii(radiusCap, radiusCap));
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
}
