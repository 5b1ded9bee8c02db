package io.ringfence.benchmarks;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.certificates.VoteCertificates;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * One answer and whole grids, 2,000 targets in 5 regions, one thread. Every call starts with empty
 * caches: what is measured is the first answer under a schedule.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.SingleShotTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 3)
@Measurement(iterations = 5)
public class CollectiveBenchmark {

  @Param({"CITATION", "STRONG", "VERY_STRONG"})
  public Instance instance = Instance.CITATION;

  private CollectiveTargets targets = CollectiveTargets.builder(1).build();

  @Setup
  public void draw() {
    targets = instance.targets();
  }

  /** Goal: 50 ms. */
  @Benchmark
  public List<CollectiveCertificate> answersUpToSix() {
    return answer(List.of(new Budget(6, 6)), SearchLimit.NONE);
  }

  @Benchmark
  public List<CollectiveCertificate> sixDeletions() {
    return answer(List.of(new Budget(0, 6)), SearchLimit.NONE);
  }

  /** Goal: 5 s, exact. */
  @Benchmark
  public List<CollectiveCertificate> gridOfTen() {
    return answer(Grids.upTo(9), SearchLimit.NONE);
  }

  /** Goal: 60 s, exact as far as that goes. */
  @Benchmark
  @Warmup(iterations = 0)
  @Measurement(iterations = 1)
  public List<CollectiveCertificate> gridOfFifty() {
    return answer(Grids.upTo(49), Grids.LIMIT_OF_FIFTY);
  }

  private List<CollectiveCertificate> answer(List<Budget> budgets, SearchLimit limit) {
    return new CollectiveCertifier(new VoteCertificates(Instance.schedule()))
        .certify(targets, budgets, limit);
  }
}
