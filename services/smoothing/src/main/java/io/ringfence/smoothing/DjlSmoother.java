package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Smooths with DJL, for the GPU: dense noise, matrix products, evidence summed on the device. One
 * uniform 32-bit integer per attribute bit is compared with the thresholds of all output regions,
 * so the law is exactly that of the Java kernel, and flips are nested over the levels.
 *
 * <p>The draws are torch's: another generator than the Java kernel's, so single votes differ while
 * their distribution does not. Each sample seeds torch with the task's seed and its own number; the
 * same piece of the graph on the same device gives the same votes in any split of the sample range,
 * another piece gives others. On CUDA a seed has 64 bits; torch's generator for the CPU keeps 32 of
 * them, which serves tests.
 *
 * <p>Takes about 20 bytes of device memory per node and attribute of the piece. Thread-safe; draws
 * of several threads wait for each other, as torch has one seed per process.
 */
public final class DjlSmoother implements Smoother {

  private static final Object TORCH_SEED = new Object();
  private static final long HALF_GRID = NoiseLevel.GRID / 2;

  private final Model model;
  private final NDManager manager;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();

  private DjlSmoother(Model model, Device device) {
    this.model = model;
    this.manager = DjlEngine.get().newBaseManager(device);
    DjlArrays arrays = new DjlArrays(manager);
    ModelFiles.weights(model)
        .forEach((name, weight) -> weights.put(name, arrays.weight(name, weight)));
  }

  /** On the first CUDA device. */
  static DjlSmoother onGpu(Model model) {
    return new DjlSmoother(model, Device.gpu());
  }

  /** On the CPU: slower than {@link MonteCarloSmoother}, for comparison. */
  public static DjlSmoother onCpu(Model model) {
    return new DjlSmoother(model, Device.cpu());
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    SmoothingPlan plan = SmoothingPlan.of(model, task);
    List<SmoothingPlan.OutputRegion> outputs =
        plan.groups().stream().flatMap(List::stream).toList();
    // Refuses a statistic that does not fit; holds the answer for targets without a sample.
    List<T> results =
        new ArrayList<>(statistic.accumulator(task.targets().size(), model.classes()).results());
    try (NDManager sub = manager.newSubManager()) {
      DjlArrays arrays = new DjlArrays(sub);
      List<DjlSums<T>> sums =
          outputs.stream()
              .map(output -> DjlSums.of(statistic, arrays, output.places(), model.classes()))
              .toList();
      Run run = new Run(arrays, plan, outputs, sums);
      for (int s = 0; s < task.samples().count(); s++) {
        Smoother.requireWanted(cancelled);
        run.sample(task.samples().first() + s);
      }
      for (int r = 0; r < outputs.size(); r++) {
        List<T> ofRegion = sums.get(r).results();
        for (int target = 0; target < ofRegion.size(); target++) {
          results.set(outputs.get(r).places().get(target), ofRegion.get(target));
        }
      }
      return List.copyOf(results);
    }
  }

  /** The arrays of one task. */
  private final class Run {

    private final SmoothingTask task;
    private final DjlArrays arrays;
    private final long attributes;
    private final NDArray ones;
    private final NDArray zeros;
    private final DjlForward forward;
    private final List<NDArray> additions = new ArrayList<>();
    private final List<NDArray> deletions = new ArrayList<>();
    private final List<NDArray> targets = new ArrayList<>();
    private final List<? extends DjlSums<?>> sums;

    Run(
        DjlArrays arrays,
        SmoothingPlan plan,
        List<SmoothingPlan.OutputRegion> outputs,
        List<? extends DjlSums<?>> sums) {
      this.arrays = arrays;
      this.sums = sums;
      this.task = plan.task();
      Subgraph subgraph = task.subgraph();
      int n = subgraph.nodes();
      this.attributes = model.attributes();
      this.ones = arrays.booleans(dense(ones(subgraph)), n, attributes);
      this.zeros = ones.logicalNot();
      int[] degrees = IntStream.range(0, n).map(subgraph::degree).toArray();
      NDArray propagation = Propagation.of(model, arrays, subgraph.neighbours(), degrees);
      this.forward = new DjlForward(model, arrays, propagation);
      BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
      for (SmoothingPlan.OutputRegion output : outputs) {
        List<NoiseLevel> row = schedule.row(output.region());
        additions.add(
            arrays.longs(
                thresholds(row.stream().map(NoiseLevel::additionThreshold).toList()), n, 1));
        deletions.add(
            arrays.longs(
                thresholds(row.stream().map(NoiseLevel::deletionThreshold).toList()), n, 1));
        targets.add(rows(output.field()));
      }
    }

    private static SparseRows ones(Subgraph subgraph) {
      if (subgraph.attributes() instanceof BinaryAttributeMatrix binary) {
        return binary.ones();
      }
      throw new IllegalArgumentException(
          "Attributes are real numbers; DJL flips bits only. Use device 'cpu'.");
    }

    /** For each target of a field its row in the piece, once per class. */
    private NDArray rows(RegionField field) {
      int classes = model.classes();
      long[] rows =
          IntStream.range(0, field.targets() * classes)
              .mapToLong(i -> field.local(i / classes))
              .toArray();
      return arrays.longs(rows, field.targets(), classes);
    }

    /** Per node, moved by 2^31: torch draws from -2^31 on. */
    private long[] thresholds(List<Long> byRegion) {
      return IntStream.range(0, task.subgraph().nodes())
          .mapToLong(node -> byRegion.get(task.subgraph().region(node)) - HALF_GRID)
          .toArray();
    }

    void sample(long sample) {
      try (NDScope scope = new NDScope()) {
        scope.suppressNotUsedWarning();
        NDArray uniform = draw(sample);
        for (int r = 0; r < sums.size(); r++) {
          NDArray kept = ones.logicalAnd(uniform.gte(deletions.get(r)));
          NDArray added = zeros.logicalAnd(uniform.lt(additions.get(r)));
          NDArray noisy = kept.logicalOr(added).toType(DataType.FLOAT32, false);
          NDArray logits = forward.logits(noisy, weights, UnaryOperator.identity());
          sums.get(r).add(logits.gather(targets.get(r), 0));
        }
      }
    }

    private NDArray draw(long sample) {
      synchronized (TORCH_SEED) {
        JniUtils.setSeed(NoiseKey.scramble(task.seed()) + sample);
        return arrays.randomIntegers(task.subgraph().nodes(), attributes);
      }
    }
  }

  private static boolean[] dense(SparseRows ones) {
    long cells = (long) ones.rows() * ones.width();
    if (cells > Integer.MAX_VALUE - 8) {
      throw new IllegalArgumentException(
          "%d nodes with %d attributes are %d cells; dense noise takes at most 2^31. Smooth fewer targets at a time or use device 'cpu'."
              .formatted(ones.rows(), ones.width(), cells));
    }
    boolean[] bits = new boolean[(int) cells];
    for (int row = 0; row < ones.rows(); row++) {
      for (int k = ones.start(row); k < ones.end(row); k++) {
        bits[row * ones.width() + ones.column(k)] = true;
      }
    }
    return bits;
  }

  @Override
  public void close() {
    manager.close();
  }
}
