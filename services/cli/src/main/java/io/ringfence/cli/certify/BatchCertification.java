package io.ringfence.cli.certify;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.FailureBudget;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteBound;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.certificates.VoteTally;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.LongFunction;

/**
 * Certifies all targets of one graph: selection samples choose the classes, further samples bound
 * them at α shared among the targets, and the bounds give single and collective certificates.
 *
 * <p>The same plan gives the same result whatever the smoother's threads: every sample is keyed by
 * (seed, sample, node), and sums of votes do not depend on their order.
 */
final class BatchCertification {
  /** Samples per task: small enough to show progress, large enough to keep the smoother busy. */
  private static final int CHUNK = 50;

  private final Smoother smoother;
  private final LinearCollectiveSolver solver;
  private final LongFunction<Steps> smoothingSteps;

  /**
   * @param solver proposes bounds where the exact search does not finish
   * @param smoothingSteps told the number of samples before smoothing, asked to count them after
   */
  BatchCertification(
      Smoother smoother, LinearCollectiveSolver solver, LongFunction<Steps> smoothingSteps) {
    this.smoother = smoother;
    this.solver = solver;
    this.smoothingSteps = smoothingSteps;
  }

  BatchResult run(BatchPlan plan) {
    if (!(plan.graph().attributes() instanceof BinaryAttributeMatrix)) {
      throw new IllegalArgumentException(
          "The graph has real-valued attributes; only binary ones can be certified.");
    }
    long started = System.nanoTime();
    List<Integer> clean = cleanClasses(plan);
    List<VoteTally> selection;
    List<VoteTally> certification;
    try (Steps steps = smoothingSteps.apply((long) plan.selectionSamples() + plan.samples())) {
      selection = votes(plan, new SampleRange(0, plan.selectionSamples()), steps);
      certification = votes(plan, new SampleRange(plan.selectionSamples(), plan.samples()), steps);
    }
    long smoothed = System.nanoTime();
    VoteCertificates votes = new VoteCertificates(BinaryNoiseSchedule.require(plan.schedule()));
    List<TargetCertificate> certificates = bounds(plan, votes, selection, certification);
    long bounded = System.nanoTime();
    List<CollectiveCertificate> collective =
        new CollectiveCertifier(votes, solver)
            .certify(targets(plan, certificates), plan.budgets(), plan.limit());
    long ended = System.nanoTime();
    return new BatchResult(
        certificates,
        clean,
        collective,
        new BatchResult.Timings(
            Duration.ofNanos(smoothed - started),
            Duration.ofNanos(bounded - smoothed),
            Duration.ofNanos(ended - bounded)));
  }

  /** Classes without noise: one sample at noise level zero. */
  private List<Integer> cleanClasses(BatchPlan plan) {
    BinaryNoiseSchedule silence =
        BinaryNoiseSchedule.uniform(plan.schedule().regions(), NoiseLevel.of(0, 0));
    return smoother
        .smooth(
            new SmoothingTask(
                plan.graph(), silence, plan.targets(), new SampleRange(0, 1), plan.seed()),
            () -> false)
        .stream()
        .map(VoteTally::leader)
        .toList();
  }

  private List<VoteTally> votes(BatchPlan plan, SampleRange range, Steps steps) {
    List<VoteTally> sum = List.of();
    for (int done = 0; done < range.count(); done += CHUNK) {
      SampleRange chunk =
          new SampleRange(range.first() + done, Math.min(CHUNK, range.count() - done));
      List<VoteTally> part =
          smoother.smooth(
              new SmoothingTask(plan.graph(), plan.schedule(), plan.targets(), chunk, plan.seed()),
              () -> false);
      sum = sum.isEmpty() ? part : sum(sum, part);
      steps.done(chunk.count());
    }
    return sum;
  }

  private static List<VoteTally> sum(List<VoteTally> left, List<VoteTally> right) {
    List<VoteTally> sum = new ArrayList<>(left.size());
    for (int i = 0; i < left.size(); i++) {
      sum.add(left.get(i).plus(right.get(i)));
    }
    return sum;
  }

  private static List<TargetCertificate> bounds(
      BatchPlan plan,
      VoteCertificates votes,
      List<VoteTally> selection,
      List<VoteTally> certification) {
    double perTarget = new FailureBudget(plan.alpha()).perNode(plan.targets().size());
    List<TargetCertificate> certificates = new ArrayList<>(plan.targets().size());
    for (int i = 0; i < plan.targets().size(); i++) {
      int node = plan.targets().get(i);
      int region = plan.graph().region(node);
      VoteBound bound = VoteBound.of(selection.get(i), certification.get(i), perTarget);
      certificates.add(
          new TargetCertificate(
              node, region, bound, votes.radii(region, bound.lowerBound(), plan.radiusCap())));
    }
    return certificates;
  }

  static CollectiveTargets targets(BatchPlan plan, List<TargetCertificate> certificates) {
    CollectiveTargets.Builder targets = CollectiveTargets.builder(plan.schedule().regions());
    certificates.forEach(c -> targets.add(c.region(), c.bound().lowerBound()));
    Subgraph graph = plan.graph();
    BinaryAttributeMatrix attributes = (BinaryAttributeMatrix) graph.attributes();
    long[] ones = new long[plan.schedule().regions()];
    long[] bits = new long[plan.schedule().regions()];
    for (int node = 0; node < graph.nodes(); node++) {
      ones[graph.region(node)] += attributes.ones().count(node);
      bits[graph.region(node)] += attributes.dimension();
    }
    for (int region = 0; region < ones.length; region++) {
      targets.available(region, bits[region] - ones[region], ones[region]);
    }
    return targets.build();
  }

  /** Hears of samples that are done. */
  interface Steps extends AutoCloseable {
    void done(long samples);

    @Override
    default void close() {}
  }
}
