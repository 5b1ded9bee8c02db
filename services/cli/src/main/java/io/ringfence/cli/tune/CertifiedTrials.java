package io.ringfence.cli.tune;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.cli.certify.Accuracy;
import io.ringfence.cli.certify.BatchCertification;
import io.ringfence.cli.certify.BatchPlan;
import io.ringfence.cli.certify.BatchResult;
import io.ringfence.cli.certify.TargetCertificate;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.util.Collections;
import java.util.List;

/** Trials that are certified in full, as {@code certify} does it. */
final class CertifiedTrials implements Tuning.Trials {
  private static final int RADIUS_CAP = 1;

  private final Dataset dataset;
  private final Task task;
  private final GrownRegions regions;
  private final BatchCertification certification;

  CertifiedTrials(Dataset dataset, Task task, BatchCertification certification) {
    this.dataset = dataset;
    this.task = task;
    this.regions = new GrownRegions(dataset, task.seed());
    this.certification = certification;
  }

  @Override
  public Trial run(int number, Combination combination, Rung rung) throws IOException {
    BatchPlan plan = plan(combination, rung);
    long started = System.nanoTime();
    long processor = processorNanos();
    BatchResult result = certification.run(plan);
    Trial.Cost cost =
        new Trial.Cost(
            (System.nanoTime() - started) / 1e9,
            (processorNanos() - processor) / 1e9,
            plan.targets().size());
    return new Trial(number, combination, rung, quality(plan, result), cost);
  }

  private BatchPlan plan(Combination combination, Rung rung) throws IOException {
    RegionAssignment assignment = regions.of(combination.regions());
    return new BatchPlan(
        dataset.toSubgraph(assignment.regionOf()),
        combination.noise().schedule(assignment),
        task.targets(),
        SamplingRule.fixed(task.classifier(), rung.selection(), rung.samples()),
        task.alpha(),
        task.budgets(),
        task.limit(),
        RADIUS_CAP,
        task.seed());
  }

  private Trial.Quality quality(BatchPlan plan, BatchResult result) {
    Accuracy accuracy = Accuracy.of(dataset, result);
    int targets = plan.targets().size();
    return new Trial.Quality(
        accuracy.clean(),
        accuracy.smoothed(),
        (double) result.abstained() / targets,
        shares(result.collective(), targets),
        right(plan, result));
  }

  /** One adversary against the right predictions alone. */
  private List<Double> right(BatchPlan plan, BatchResult result) {
    long labelled =
        result.certificates().stream().filter(c -> dataset.label(c.index()).isPresent()).count();
    if (labelled == 0) {
      return List.of();
    }
    List<TargetCertificate> right = result.certificates().stream().filter(this::isRight).toList();
    return right.isEmpty()
        ? Collections.nCopies(plan.budgets().size(), 0.0)
        : shares(certification.collective(plan, right), labelled);
  }

  private boolean isRight(TargetCertificate certificate) {
    return dataset.label(certificate.index()).orElse(-1) == certificate.bound().predictedClass();
  }

  private static List<Double> shares(List<CollectiveCertificate> certificates, long of) {
    return certificates.stream().map(c -> (double) c.certified() / of).toList();
  }

  /** 0 on a Java runtime that does not tell. */
  private static long processorNanos() {
    return ManagementFactory.getOperatingSystemMXBean()
            instanceof com.sun.management.OperatingSystemMXBean system
        ? Math.max(0, system.getProcessCpuTime())
        : 0;
  }
}
