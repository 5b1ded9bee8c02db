package io.ringfence.cli.certify;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.LinearCollective;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteCertificates;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;

/**
 * Puts weaker certificates beside those of a batch: the linear rows, from the same votes, and the
 * same noise everywhere, from as many noisy graphs.
 */
final class ComparisonRun {
  private final Dataset dataset;
  private final LinearCollectiveSolver solver;

  /**
   * @param solver proposes bounds for the linear rows where there is too much to try
   */
  ComparisonRun(Dataset dataset, LinearCollectiveSolver solver) {
    this.dataset = dataset;
    this.solver = solver;
  }

  /** Without new noise: exact, linear and naive. */
  Comparison sameVotes(BatchPlan plan, BatchResult result) {
    return compare(plan, result, Optional.empty());
  }

  /**
   * Smooths once more, with the same noise everywhere, and certifies exactly.
   *
   * <p>Noise per region costs one forward pass of the model per region and sample; this run gets as
   * many samples as that was forward passes. It is a statement of its own at the same α.
   *
   * @param least noise level everywhere
   */
  Comparison withIsotropic(
      BatchPlan plan, BatchResult result, NoiseLevel least, BatchCertification certification) {
    return compare(plan, result, Optional.of(isotropic(plan, least, certification)));
  }

  private record IsotropicRun(NoiseLevel level, BatchPlan plan, BatchResult result) {}

  private IsotropicRun isotropic(
      BatchPlan plan, NoiseLevel least, BatchCertification certification) {
    int regions = plan.schedule().regions();
    BatchPlan everywhere =
        new BatchPlan(
            dataset.toSubgraph(Collections.nCopies(dataset.nodes(), 0)),
            BinaryNoiseSchedule.uniform(1, least),
            plan.targets(),
            SamplingRule.fixed(
                plan.sampling().classifier(),
                Math.multiplyExact(plan.selectionSamples(), regions),
                Math.multiplyExact(plan.samples(), regions)),
            plan.alpha(),
            plan.budgets(),
            plan.limit(),
            plan.radiusCap(),
            plan.seed());
    return new IsotropicRun(least, everywhere, certification.run(everywhere));
  }

  private Comparison compare(BatchPlan plan, BatchResult result, Optional<IsotropicRun> isotropic) {
    CollectiveTargets targets = BatchCertification.targets(plan, result.certificates());
    LinearCollective linear =
        new LinearCollective(
            new VoteCertificates(BinaryNoiseSchedule.require(plan.schedule())), solver);
    List<Comparison.Entry> entries = new ArrayList<>();
    for (int i = 0; i < result.collective().size(); i++) {
      int at = i;
      CollectiveCertificate exact = result.collective().get(i);
      if (exact.budget() instanceof Budget budget) {
        LinearCollective.Outcome rows = linear.certify(targets, budget);
        entries.add(
            new Comparison.Entry(
                budget,
                exact.targets(),
                exact.certified(),
                rows.certified(),
                rows.alone(),
                exact.naive(),
                rows.naive(),
                isotropic.map(run -> run.result().collective().get(at).certified())));
      }
    }
    return new Comparison(entries, isotropic.map(this::facts));
  }

  private Comparison.Isotropic facts(IsotropicRun run) {
    return new Comparison.Isotropic(
        run.level().addition(),
        run.level().deletion(),
        run.plan().samples(),
        run.plan().selectionSamples(),
        run.result().abstained(),
        Accuracy.of(dataset, run.result()).smoothed(),
        run.result().timings().smoothing());
  }
}
