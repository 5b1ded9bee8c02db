package io.ringfence.benchmarks;

import io.ringfence.certificates.Radii;
import io.ringfence.certificates.VoteCertificates;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Radii of 2,000 nodes per second, thresholds not yet known. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 2, time = 1)
@Measurement(iterations = 3, time = 1)
public class SingleCertificateBenchmark {

  private static final int RADIUS_CAP = 100;

  @Param({"CITATION", "VERY_STRONG"})
  public Instance instance = Instance.CITATION;

  private double[] lowerBounds = {};

  @Setup
  public void draw() {
    lowerBounds = instance.lowerBounds();
  }

  @Benchmark
  @OperationsPerInvocation(Instance.TARGETS)
  public List<Radii> radii() {
    VoteCertificates votes = new VoteCertificates(Instance.schedule());
    List<Radii> radii = new ArrayList<>(lowerBounds.length);
    for (int n = 0; n < lowerBounds.length; n++) {
      radii.add(votes.radii(n % Instance.REGIONS, lowerBounds[n], RADIUS_CAP));
    }
    return radii;
  }
}
