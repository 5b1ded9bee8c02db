package io.ringfence.benchmarks;

import io.ringfence.engine.GraphSession;
import io.ringfence.engine.SessionOutput;
import io.ringfence.graph.GraphUpdate;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;
import org.openjdk.jmh.infra.Blackhole;

/**
 * Attribute updates through one session on one thread, without Kafka: apply, displace, judge, make
 * the records. Goal: 10 µs per update in transactions of several.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(value = 1, jvmArgs = "-Xmx2g")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class DisplacementBenchmark {

  private static final int UPDATES = 8_000;

  /** Updates in one transaction. */
  @Param({"1", "50", "500"})
  public int transaction = 1;

  /** Bits that differ at any time: few certificates end with 1, many with 64. */
  @Param({"1", "16", "64"})
  public int open = 1;

  private final CertifiedGraph graph = new CertifiedGraph();
  private GraphSession session = graph.session();
  private List<GraphUpdate> updates = List.of();

  /** All certificates are fresh at the beginning of every iteration. */
  @Setup(Level.Iteration)
  public void certify() {
    session = graph.session();
    updates = graph.thereAndBack(UPDATES, open);
  }

  @Benchmark
  @OperationsPerInvocation(UPDATES)
  public void update(Blackhole records) {
    for (int at = 0; at < updates.size(); at += transaction) {
      for (GraphUpdate update : updates.subList(at, Math.min(updates.size(), at + transaction))) {
        session.apply(update);
      }
      SessionOutput output = session.speak();
      records.consume(output);
    }
  }
}
