package io.ringfence.cli.bench;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.engine.CertificationSettings;
import io.ringfence.engine.CertificationTask;
import io.ringfence.engine.Confidence;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.GraphSession;
import io.ringfence.engine.MasterSeed;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Survival;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import io.ringfence.smoothing.ModelBundle;
import io.ringfence.smoothing.ParallelSmoother;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * The displacement path alone, on one thread and without Kafka: apply, displace, judge, and make
 * the records, in transactions of several updates.
 */
final class DisplacementRun {

  private static final int TRANSACTION = 500;
  private static final int OPEN_BITS = 16;
  private static final int ROUNDS = 5;
  private static final int RADIUS_CAP = 100;

  private final Dataset dataset;
  private final GraphSession session;
  private final AttributeChurn churn;
  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final int regions;
  private final NoiseRange additions;
  private final NoiseRange deletions;

  DisplacementRun(
      Dataset dataset,
      ModelBundle bundle,
      int regions,
      NoiseRange additions,
      NoiseRange deletions,
      int samples) {
    this.dataset = dataset;
    this.regions = regions;
    this.additions = additions;
    this.deletions = deletions;
    CertificationSettings settings =
        new CertificationSettings(
            "bench",
            bundle.fingerprint(),
            dataset.attributeSpec(),
            bundle.model().receptiveField(),
            GraphLimits.DEFAULT,
            new Confidence(0.01, Confidence.Scope.JOINT, Confidence.Horizon.FOREVER),
            Optional.empty(),
            SamplingRule.fixed(Classifier.VOTES, samples / 5 + 1, samples),
            RADIUS_CAP,
            List.of(new Budget(0, 3), new Budget(1, 0)),
            Duration.ofSeconds(1),
            2);
    session = GraphSession.empty("bench", settings, this::plan, new MasterSeed(1));
    churn = new AttributeChurn(dataset, OPEN_BITS, 1);
  }

  private EpochPlanner.EpochPlan plan(Subgraph graph, List<String> nodeIds) {
    RegionAssignment assignment = RegionPlanner.balanced(regions, 1).plan(graph.neighbours());
    return new EpochPlanner.EpochPlan(
        assignment, NoiseSchedules.byRank(assignment.ranks(), additions, deletions));
  }

  /**
   * Of some rounds, at the beginning of each of which everything is certified that can be.
   *
   * @param certified nodes after the last round, the fewest that it can have had
   * @param perUpdate seconds of the processor, the median
   * @param reached certificates in force that a transaction reached, per update
   */
  record Result(int certified, double perUpdate, double reached) {}

  Result run(ParallelSmoother smoother, int updates) {
    WholeGraph.updates(dataset).forEach(session::apply);
    session.speak();
    session.openEpochIfDue();
    double[] seconds = new double[ROUNDS];
    long reached = 0;
    for (int round = 0; round < ROUNDS; round++) {
      certify(smoother);
      List<GraphUpdate> batch = churn.next(updates);
      long began = threads.getCurrentThreadCpuTime();
      reached = 0;
      for (int at = 0; at < updates; at += TRANSACTION) {
        for (GraphUpdate update : batch.subList(at, Math.min(updates, at + TRANSACTION))) {
          session.apply(update);
        }
        session.speak();
        reached += session.survival().map(Survival::displaced).orElse(0);
      }
      seconds[round] = (threads.getCurrentThreadCpuTime() - began) / 1e9 / updates;
    }
    Arrays.sort(seconds);
    return new Result(
        session.counts().certified(), seconds[ROUNDS / 2], (double) reached / updates);
  }

  private void certify(ParallelSmoother smoother) {
    Optional<CertificationTask> next = session.plan(Integer.MAX_VALUE);
    while (next.isPresent()) {
      CertificationTask task = next.get();
      session.settle(task, task.run(smoother::smooth));
      next = session.plan(Integer.MAX_VALUE);
    }
  }
}
