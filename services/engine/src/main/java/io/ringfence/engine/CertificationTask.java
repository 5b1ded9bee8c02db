package io.ringfence.engine;

import io.ringfence.certificates.ClassBound;
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
  private final BoundSampler.Work work;
  private final SamplingRule rule;
  private final SchedulePrice price;
  private final int radiusCap;
  private final AtomicBoolean cancelled = new AtomicBoolean();

  CertificationTask(
      String graphId,
      long version,
      long epoch,
      List<CertificationTarget> targets,
      BoundSampler.Work work,
      SamplingRule rule,
      SchedulePrice price,
      int radiusCap) {
    this.graphId = graphId;
    this.version = version;
    this.epoch = epoch;
    this.targets = List.copyOf(targets);
    this.work = work;
    this.rule = rule;
    this.price = price;
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
    return work.field().nodes();
  }

  /** Nodes of the smoothed subgraph times samples of each, at most. */
  public long work() {
    return (long) fieldNodes() * (rule.selectionSamples() + rule.cap());
  }

  boolean isCancelled() {
    return cancelled.get();
  }

  /** Asks a running task to stop: its result is no longer wanted. Thread-safe. */
  public void cancel() {
    cancelled.set(true);
  }

  /**
   * Draws the samples and bounds the classes.
   *
   * @throws java.util.concurrent.CancellationException after {@link #cancel()}
   */
  public CertificationResult run(Smoother smoother) {
    List<ClassBound> bounds = new BoundSampler(rule, price).run(smoother, work, cancelled::get);
    List<CertificationResult.Settlement> settlements = new ArrayList<>(targets.size());
    for (int i = 0; i < targets.size(); i++) {
      CertificationTarget target = targets.get(i);
      settlements.add(
          new CertificationResult.Settlement(
              target.ordinal(), settle(target.region(), bounds.get(i))));
    }
    return new CertificationResult(settlements);
  }

  private NodeStatus.Settled settle(int region, ClassBound bound) {
    if (bound.abstains()) {
      return new NodeStatus.Abstained(bound, version);
    }
    return new NodeStatus.Certified(
        bound, version, price.radii(region, bound, radiusCap), price.etas(bound));
  }
}
