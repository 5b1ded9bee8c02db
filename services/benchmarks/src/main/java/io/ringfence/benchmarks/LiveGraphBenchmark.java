package io.ringfence.benchmarks;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.UpdateOutcome;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.graph.region.RegionPlanner;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import java.util.SplittableRandom;
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
 * What one update costs the live graph itself, and the extraction of a receptive field, on
 * generated graphs of degree 10 for a model of two hops. Each call changes something.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Fork(1)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 2)
public class LiveGraphBenchmark {

  private static final int ATTRIBUTES = 500;

  /** Nodes of the graph. */
  @Param({"10000", "100000"})
  public int nodes;

  private final SplittableRandom random = new SplittableRandom(5);
  private LiveGraph graph;
  private Dataset dataset;
  private int[] ends = {0, 0};
  private boolean put = true;

  /** For JMH. */
  public LiveGraphBenchmark() {
    dataset = GraphGenerator.generate(GeneratorSettings.ofSize(100, 1));
    graph = new LiveGraph(dataset.attributeSpec(), GraphLimits.DEFAULT, new ReceptiveField(2, 2));
  }

  /** Brings the graph in and opens an epoch. */
  @Setup
  public void load() {
    dataset =
        GraphGenerator.generate(new GeneratorSettings(nodes, 20, ATTRIBUTES, 10, 0.85, 20, 0.4, 1));
    graph = new LiveGraph(dataset.attributeSpec(), GraphLimits.DEFAULT, new ReceptiveField(2, 2));
    List<GraphOp> ops = new ArrayList<>();
    for (int n = 0; n < nodes; n++) {
      ops.add(new GraphOp.PutNode(dataset.nodeId(n), dataset.attributesOf(n), OptionalInt.empty()));
    }
    for (int n = 0; n < nodes; n++) {
      for (int k = dataset.adjacency().start(n); k < dataset.adjacency().end(n); k++) {
        ops.add(
            new GraphOp.PutEdge(dataset.nodeId(n), dataset.nodeId(dataset.adjacency().column(k))));
      }
    }
    graph.apply(new GraphUpdate(ops));
    graph.openEpoch(
        new Epoch(1, graph.version(), BinaryNoiseSchedule.uniform(5, NoiseLevel.of(0.01, 0.6))),
        RegionPlanner.balanced(5, 1).plan(dataset.adjacency()));
  }

  /** A random edge comes, and goes at the next call. */
  @Benchmark
  public UpdateOutcome edge() {
    while (put && (ends[0] == ends[1] || dataset.adjacency().contains(ends[0], ends[1]))) {
      ends = new int[] {random.nextInt(nodes), random.nextInt(nodes)};
    }
    String source = dataset.nodeId(ends[0]);
    String target = dataset.nodeId(ends[1]);
    GraphOp op = put ? new GraphOp.PutEdge(source, target) : new GraphOp.RemoveEdge(source, target);
    put = !put;
    ends = put ? new int[] {0, 0} : ends;
    return graph.apply(new GraphUpdate(List.of(op)));
  }

  /** A random bit of a random node is turned over. */
  @Benchmark
  public UpdateOutcome flip() {
    int node = random.nextInt(nodes);
    List<Integer> bit = List.of(random.nextInt(ATTRIBUTES));
    String id = dataset.nodeId(node);
    boolean one = graph.isOne(graph.ordinal(id).orElseThrow(), bit.get(0));
    return graph.apply(
        new GraphUpdate(
            List.of(
                one ? new GraphOp.ClearAttributes(id, bit) : new GraphOp.SetAttributes(id, bit))));
  }

  /** The receptive field of one node. */
  @Benchmark
  public Subgraph extract() {
    return graph.extract(List.of((long) random.nextInt(nodes)));
  }
}
