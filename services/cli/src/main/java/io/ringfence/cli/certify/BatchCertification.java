package io.ringfence.cli.certify;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.ClassBound;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.FailureBudget;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.VoteTally;
import io.ringfence.engine.BitSupply;
import io.ringfence.engine.BoundSampler;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.SchedulePrice;
import io.ringfence.engine.Smoother;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * Certifies all targets of one graph: selection samples choose the classes, further samples bound
 * them at α shared among the targets, and the bounds give single and collective certificates.
 *
 * <p>The same plan gives the same result whatever the smoother's threads: every sample is keyed by
 * (seed, sample, node), and sums of votes do not depend on their order.
 */
public final class BatchCertification {
  private final Smoother smoother;
  private final LinearCollectiveSolver solver;
  private final LongFunction<Steps> smoothingSteps;

  /**
   * @param solver proposes bounds where the exact search does not finish
   * @param smoothingSteps told the number of samples before smoothing, asked to count them after
   */
  public BatchCertification(
      Smoother smoother, LinearCollectiveSolver solver, LongFunction<Steps> smoothingSteps) {
    this.smoother = smoother;
    this.solver = solver;
    this.smoothingSteps = smoothingSteps;
  }

  public BatchResult run(BatchPlan plan) {
    long started = System.nanoTime();
    List<Integer> clean = cleanClasses(plan);
    SchedulePrice price = SchedulePrice.of(plan.schedule());
    List<ClassBound> bounds;
    try (Steps steps = smoothingSteps.apply(passes(plan.sampling()))) {
      bounds =
          new BoundSampler(plan.sampling(), price)
              .run(new ChunkedSmoother(smoother, steps), work(plan), () -> false);
    }
    long smoothed = System.nanoTime();
    List<TargetCertificate> certificates = certificates(plan, price, bounds);
    long bounded = System.nanoTime();
    List<CollectiveCertificate> collective = collective(plan, price, certificates);
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

  /** Scores are selected in two passes over the same samples. */
  private static long passes(SamplingRule rule) {
    int selections = rule.classifier() == Classifier.SCORES ? 2 : 1;
    return (long) selections * rule.selectionSamples() + rule.cap();
  }

  private static BoundSampler.Work work(BatchPlan plan) {
    int targets = plan.targets().size();
    double perTarget = new FailureBudget(plan.alpha()).perNode(targets);
    return new BoundSampler.Work(
        plan.graph(),
        plan.schedule(),
        plan.targets(),
        Collections.nCopies(targets, perTarget),
        plan.seed());
  }

  /** Classes without noise: one sample at noise level zero, or too small for single precision. */
  private List<Integer> cleanClasses(BatchPlan plan) {
    int regions = plan.schedule().regions();
    NoiseSchedule silence =
        plan.schedule() instanceof RealNoiseSchedule real
            ? RealNoiseSchedule.uniform(real.kind(), regions, Double.MIN_NORMAL)
            : BinaryNoiseSchedule.uniform(regions, NoiseLevel.of(0, 0));
    return smoother
        .smooth(
            new SmoothingTask(
                plan.graph(), silence, plan.targets(), new SampleRange(0, 1), plan.seed()),
            () -> false)
        .stream()
        .map(VoteTally::leader)
        .toList();
  }

  private static List<TargetCertificate> certificates(
      BatchPlan plan, SchedulePrice price, List<ClassBound> bounds) {
    List<TargetCertificate> certificates = new ArrayList<>(bounds.size());
    for (int i = 0; i < bounds.size(); i++) {
      int node = plan.targets().get(i);
      int region = plan.graph().region(node);
      ClassBound bound = bounds.get(i);
      certificates.add(
          new TargetCertificate(node, region, bound, price.radii(region, bound, plan.radiusCap())));
    }
    return certificates;
  }

  /**
   * The collective certificates of some of the targets alone: how many of these keep their class.
   * They hold together with all others at the plan's α, whichever are chosen, also after the fact.
   *
   * @param certificates as {@link #run} found them, any of them
   */
  public List<CollectiveCertificate> collective(
      BatchPlan plan, List<TargetCertificate> certificates) {
    return collective(plan, SchedulePrice.of(plan.schedule()), certificates);
  }

  private List<CollectiveCertificate> collective(
      BatchPlan plan, SchedulePrice price, List<TargetCertificate> certificates) {
    List<SchedulePrice.RegionBound> targets =
        certificates.stream()
            .map(c -> new SchedulePrice.RegionBound(c.region(), c.bound(), Optional.empty()))
            .toList();
    Optional<BitSupply> supply =
        plan.graph().attributes() instanceof BinaryAttributeMatrix bits
            ? Optional.of(BitSupply.of(plan.graph(), bits, plan.schedule().regions()))
            : Optional.empty();
    return price.collective(targets, supply, plan.budgets(), plan.limit(), Optional.of(solver));
  }

  static CollectiveTargets targets(BatchPlan plan, List<TargetCertificate> certificates) {
    CollectiveTargets.Builder targets = CollectiveTargets.builder(plan.schedule().regions());
    certificates.forEach(c -> targets.add(c.region(), c.bound()));
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
  public interface Steps extends AutoCloseable {
    void done(long samples);

    @Override
    default void close() {}
  }
}
