package io.ringfence.benchmarks;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteTally;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.MonteCarloSmoother;
import io.ringfence.smoothing.WeightMatrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
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
 * The CPU kernel on a ring of 1,000 nodes with chords, 1,000 attributes, GCN with 64 hidden values,
 * 16 samples: by vectors and in plain Java, with few regions and many.
 */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 4, time = 2)
@Measurement(iterations = 5, time = 2)
public class SmoothingBenchmark {

  private static final int NODES = 1000;
  private static final int ATTRIBUTES = 1000;
  private static final int HIDDEN = 64;
  private static final int CLASSES = 7;

  /** Number of regions, each a piece of the ring. */
  @Param({"5", "50"})
  public int regions;

  /** The most noise by which zeros become ones. */
  @Param({"0.01", "0.1"})
  public double addition;

  private MonteCarloSmoother smoother;
  private SmoothingTask task;

  /** Builds graph, model and schedule. */
  @Setup
  public void build() {
    SplittableRandom random = new SplittableRandom(1);
    smoother =
        new MonteCarloSmoother(
            new GcnModel(
                List.of(
                    DenseLayer.of(weights(random, ATTRIBUTES, HIDDEN)),
                    DenseLayer.of(weights(random, HIDDEN, CLASSES)))));
    int[] regionOf = IntStream.range(0, NODES).map(i -> i * regions / NODES).toArray();
    int[] degrees = new int[NODES];
    Arrays.fill(degrees, 6);
    Subgraph graph =
        new Subgraph(
            LongStream.range(0, NODES).toArray(),
            regionOf,
            degrees,
            rows(
                i -> IntStream.of(-7, -2, -1, 1, 2, 7).map(d -> Math.floorMod(i + d, NODES)),
                NODES),
            new BinaryAttributeMatrix(
                rows(
                    i -> IntStream.range(0, 40).map(d -> (i * 37 + d * 23) % ATTRIBUTES),
                    ATTRIBUTES)));
    task =
        new SmoothingTask(
            graph,
            schedule(),
            IntStream.range(0, NODES).boxed().toList(),
            new SampleRange(0, 16),
            1);
  }

  private static WeightMatrix weights(SplittableRandom random, int rows, int columns) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5) / 4;
    }
    return WeightMatrix.owning(values, rows, columns);
  }

  private static SparseRows rows(IntFunction<IntStream> row, int width) {
    int[] offsets = new int[NODES + 1];
    List<Integer> columns = new ArrayList<>();
    for (int i = 0; i < NODES; i++) {
      row.apply(i).distinct().sorted().forEach(columns::add);
      offsets[i + 1] = columns.size();
    }
    return SparseRows.owning(
        offsets, columns.stream().mapToInt(Integer::intValue).toArray(), width);
  }

  /** More noise the farther a region is along the ring. */
  private BinaryNoiseSchedule schedule() {
    List<List<NoiseLevel>> levels = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        double far = (double) Math.abs(c - j) / regions;
        row.add(NoiseLevel.of(0.01 + far * (addition - 0.01), 0.6 + far * 0.35));
      }
      levels.add(row);
    }
    return BinaryNoiseSchedule.of(levels);
  }

  @Benchmark
  @Fork(value = 1, jvmArgsAppend = "--add-modules=jdk.incubator.vector")
  public List<VoteTally> vectors() {
    return smoother.smooth(task, Statistic.votes(), () -> false);
  }

  @Benchmark
  @Fork(1)
  public List<VoteTally> plainJava() {
    return smoother.smooth(task, Statistic.votes(), () -> false);
  }
}
