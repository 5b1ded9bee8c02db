package io.ringfence.engine;

import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The certification of some nodes at one graph version. Runs on any thread, once; what it needs of
 * the graph it holds itself.
 */
public final class CertificationTask {

  private final String graphId;
  private final long version;
  private final long epoch;
  private final List<CertificationTarget> targets;
  private final SmoothingTask selection;
  private final SmoothingTask certification;
  private final VoteCertificates exact;
  private final LinearCertificates linear;
  private final int radiusCap;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  CertificationTask(
      String graphId,
      long version,
      long epoch,
      List<CertificationTarget> targets,
      SmoothingTask selection,
      SmoothingTask certification,
      SchedulePrice price,
      int radiusCap) {
    this.graphId = graphId;
    this.version = version;
    this.epoch = epoch;
    this.targets = List.copyOf(targets);
    this.selection = selection;
    this.certification = certification;
    this.exact = price.exact();
    this.linear = price.linear();
    this.radiusCap = radiusCap;
  }

  public String graphId() {
    return graphId;
  }

  /** Graph version that is sampled. */
  public long version() {
    return version;
  }

  long epoch() {
    return epoch;
  }

  List<CertificationTarget> targets() {
    return targets;
  }

  /** Number of nodes to certify. */
  public int nodes() {
    return targets.size();
  }

  /** Number of nodes of the subgraph that is smoothed. */
  public int fieldNodes() {
    return certification.subgraph().nodes();
  }

  /** Asks a running task to stop: its result is no longer wanted. Thread-safe. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Draws the samples and bounds the votes.
   *
   * @throws java.util.concurrent.CancellationException after {@link #cancel()}
   */
  public CertificationResult run(Smoother smoother) {
    List<VoteTally> chosen = smoother.smooth(selection, cancelled::get);
    List<VoteTally> counted = smoother.smooth(certification, cancelled::get);
    List<CertificationResult.Settlement> settlements = new ArrayList<>(targets.size());
    for (int i = 0; i < targets.size(); i++) {
      CertificationTarget target = targets.get(i);
      VoteBound bound = VoteBound.of(chosen.get(i), counted.get(i), target.failureProbability());
      settlements.add(
          new CertificationResult.Settlement(target.ordinal(), settle(target.region(), bound)));
    }
    return new CertificationResult(settlements);
  }

  private NodeStatus.Settled settle(int region, VoteBound bound) {
    if (bound.abstains()) {
      return new NodeStatus.Abstained(bound, version);
    }
    double lower = bound.lowerBound();
    List<NodeStatus.Eta> etas =
        linear.rows().stream().map(row -> new NodeStatus.Eta(row, linear.eta(row, lower))).toList();
    return new NodeStatus.Certified(bound, version, exact.radii(region, lower, radiusCap), etas);
  }
}
