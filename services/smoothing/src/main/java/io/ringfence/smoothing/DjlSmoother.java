package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.jni.JniUtils;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;

/**
 * Counts votes with DJL, for the GPU: dense noise, matrix products, votes summed on the device. One
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
  public List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled) {
    SmoothingPlan plan = SmoothingPlan.of(model, task);
    List<SmoothingPlan.OutputRegion> outputs =
        plan.groups().stream().flatMap(List::stream).toList();
    try (NDManager sub = manager.newSubManager()) {
      Run run = new Run(new DjlArrays(sub), plan, outputs);
      for (int s = 0; s < task.samples().count(); s++) {
        Smoother.requireWanted(cancelled);
        run.sample(task.samples().first() + s);
      }
      return run.tallies();
    }
  }

  /** The arrays of one task. */
  private final class Run {

    private final SmoothingTask task;
    private final List<SmoothingPlan.OutputRegion> outputs;
    private final DjlArrays arrays;
    private final long attributes;
    private final NDArray ones;
    private final NDArray zeros;
    private final NDArray classes;
    private final DjlForward forward;
    private final List<NDArray> additions = new ArrayList<>();
    private final List<NDArray> deletions = new ArrayList<>();
    private final List<NDArray> votes = new ArrayList<>();

    Run(DjlArrays arrays, SmoothingPlan plan, List<SmoothingPlan.OutputRegion> outputs) {
      this.arrays = arrays;
      this.task = plan.task();
      this.outputs = outputs;
      Subgraph subgraph = task.subgraph();
      int n = subgraph.nodes();
      this.attributes = model.attributes();
      this.ones = arrays.booleans(dense(ones(subgraph)), n, attributes);
      this.zeros = ones.logicalNot();
      this.classes = arrays.range(model.classes());
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
        votes.add(arrays.zeros(DataType.INT64, n, model.classes()));
      }
    }

    private static SparseRows ones(Subgraph subgraph) {
      if (subgraph.attributes() instanceof BinaryAttributeMatrix binary) {
        return binary.ones();
      }
      throw new IllegalArgumentException(
          "Attributes are real numbers; DJL flips bits only. Use device 'cpu'.");
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
        for (int r = 0; r < outputs.size(); r++) {
          NDArray kept = ones.logicalAnd(uniform.gte(deletions.get(r)));
          NDArray added = zeros.logicalAnd(uniform.lt(additions.get(r)));
          NDArray noisy = kept.logicalOr(added).toType(DataType.FLOAT32, false);
          NDArray logits = forward.logits(noisy, weights, UnaryOperator.identity());
          NDArray winners = logits.argMax(1).expandDims(1).eq(classes);
          votes.get(r).addi(winners.toType(DataType.INT64, false));
        }
      }
    }

    private NDArray draw(long sample) {
      synchronized (TORCH_SEED) {
        JniUtils.setSeed(NoiseKey.scramble(task.seed()) + sample);
        return arrays.randomIntegers(task.subgraph().nodes(), attributes);
      }
    }

    List<VoteTally> tallies() {
      int targets = task.targets().size();
      List<VoteTally> tallies =
          new ArrayList<>(Collections.nCopies(targets, VoteTally.of(new long[model.classes()])));
      for (int r = 0; r < outputs.size(); r++) {
        long[] counted = votes.get(r).toLongArray();
        SmoothingPlan.OutputRegion output = outputs.get(r);
        for (int target = 0; target < output.places().size(); target++) {
          int at = output.field().local(target) * model.classes();
          tallies.set(
              output.places().get(target),
              VoteTally.of(Arrays.copyOfRange(counted, at, at + model.classes())));
        }
      }
      return List.copyOf(tallies);
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
