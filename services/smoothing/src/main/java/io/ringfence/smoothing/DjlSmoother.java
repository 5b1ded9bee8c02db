package io.ringfence.smoothing;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;

/**
 * Smooths with DJL, for the GPU: dense noise, matrix products, evidence summed on the device. The
 * law of the noise is that of the Java kernel; {@link DjlFlips} and {@link DjlShifts} say how it is
 * drawn.
 *
 * <p>Samples are computed in batches as large as the device's memory allows ({@link DjlMemory}).
 * Within a task the host only gives orders: nothing is copied back before the last batch, and then
 * the sums only. Whether the work is still wanted is asked before each batch.
 *
 * <p>The draws are torch's: another generator than the Java kernel's, so single votes differ while
 * their distribution does not. Each sample is seeded by the task's seed and its own number: the
 * same piece of the graph on the same device sees the same noise in any split of the sample range
 * and in batches of any size; another piece sees other noise. What the model says of it is computed
 * in float32, whose last bits may depend on the batch: a vote could differ where two classes are
 * equal to some six digits. Torch's generator for the CPU keeps 32 of a seed's 64 bits, which
 * serves tests.
 *
 * <p>Thread-safe; tasks given at the same time are computed one after the other, so that the
 * device's memory is planned for one.
 */
public final class DjlSmoother implements Smoother {

  private final NativeModel model;
  private final DjlMemory memory;
  private final long blockCells;
  private final NDManager manager;
  private final FirstLayer first;
  private final Map<String, NDArray> weights = new LinkedHashMap<>();
  private final Object oneTask = new Object();

  /**
   * @param blockCells as {@link DjlDraws} takes it
   * @throws ModelException if the model is a GAT
   */
  DjlSmoother(NativeModel model, Device device, DjlMemory memory, long blockCells) {
    if (model instanceof GatModel) {
      throw new ModelException(
          "The model is a GAT, whose weights DJL does not compute; use device 'cpu', or export it as TorchScript for the GPU.");
    }
    this.model = model;
    this.memory = memory;
    this.blockCells = blockCells;
    this.manager = DjlEngine.get().newBaseManager(device);
    this.first = FirstLayer.of(model);
    DjlArrays arrays = new DjlArrays(manager);
    ModelFiles.weights(model)
        .forEach((name, weight) -> weights.put(name, arrays.weight(name, weight)));
  }

  /** On the first CUDA device. */
  static DjlSmoother onGpu(NativeModel model) {
    return on(Device.gpu(), model);
  }

  /** On the CPU: slower than {@link MonteCarloSmoother}, for comparison. */
  public static DjlSmoother onCpu(Model model) {
    return on(Device.cpu(), NativeModel.require(model));
  }

  private static DjlSmoother on(Device device, NativeModel model) {
    return new DjlSmoother(model, device, DjlMemory.of(device), DjlDraws.BLOCK_CELLS);
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    SmoothingPlan plan = SmoothingPlan.of(model, task);
    // Refuses a statistic that does not fit; holds the answer for targets without a sample.
    List<T> results =
        new ArrayList<>(statistic.accumulator(task.targets().size(), model.classes()).results());
    if (!task.targets().isEmpty() && task.samples().count() > 0) {
      synchronized (oneTask) {
        Smoother.requireWanted(cancelled);
        run(plan, statistic, cancelled, results);
      }
    }
    return List.copyOf(results);
  }

  private <T> void run(
      SmoothingPlan plan, Statistic<T> statistic, BooleanSupplier cancelled, List<T> results) {
    SmoothingTask task = plan.task();
    List<SmoothingPlan.OutputRegion> outputs =
        plan.groups().stream().flatMap(List::stream).toList();
    try (NDManager sub = manager.newSubManager()) {
      DjlArrays arrays = new DjlArrays(sub);
      List<DjlRegion<T>> regions =
          outputs.stream()
              .map(out -> new DjlRegion<>(model, arrays, task.subgraph(), out, statistic))
              .toList();
      DjlInputs inputs = inputs(arrays, plan, outputs);
      int batch = batch(task, inputs, regions);
      for (int done = 0; done < task.samples().count(); done += batch) {
        Smoother.requireWanted(cancelled);
        int count = Math.min(batch, task.samples().count() - done);
        add(inputs, regions, task.samples().first() + done, count);
      }
      regions.forEach(region -> region.results(results));
    }
  }

  private <T> void add(DjlInputs inputs, List<DjlRegion<T>> regions, long from, int count) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      inputs.draw(from, count);
      for (int r = 0; r < regions.size(); r++) {
        regions.get(r).add(inputs, r, count, weights);
      }
    }
  }

  private <T> int batch(SmoothingTask task, DjlInputs inputs, List<DjlRegion<T>> regions) {
    long fixed =
        inputs.fixedBytes()
            + regions.stream().mapToLong(region -> region.fixedBytes(task.subgraph())).sum();
    long above = regions.stream().mapToLong(DjlRegion::bytesPerSample).max().orElse(0);
    long perSample = inputs.bytesPerSample() + above;
    return memory.batch(task.subgraph(), fixed, perSample, task.samples().count());
  }

  private DjlInputs inputs(
      DjlArrays arrays, SmoothingPlan plan, List<SmoothingPlan.OutputRegion> outputs) {
    DjlDraws draws = new DjlDraws(plan.task().seed(), blockCells);
    if (plan.task().subgraph().attributes() instanceof BinaryAttributeMatrix binary) {
      return new DjlFlips(arrays, draws, plan, binary.ones(), first, outputs);
    }
    RealAttributeMatrix real = (RealAttributeMatrix) plan.task().subgraph().attributes();
    return new DjlShifts(arrays, draws, plan, real, first, outputs);
  }

  @Override
  public void close() {
    manager.close();
  }
}
