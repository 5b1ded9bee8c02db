package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Smooths with a TorchScript module. The noise is that of the Java kernel, key by key, so that a
 * module and native weights that say the same vote the same, but where two scores are equal to some
 * six digits. Copies are computed together as one graph of parts that do not touch; an unbounded
 * model, which would see all parts, gets one at a time. Which samples share a call is fixed by
 * their numbers and the device's memory, not by threads.
 */
final class ScriptKernel implements SampleKernel {

  /** Bytes of a call on the CPU, beyond which larger ones are no faster. */
  private static final long BYTES_ON_CPU = 64L << 20;

  private static final int MOST = 64;

  /** A guess at the numbers that a module keeps per row and per edge. */
  private static final int KEPT = 512;

  private final ScriptModule module;

  ScriptKernel(ScriptModule module) {
    this.module = module;
  }

  @Override
  public Work plan(SmoothingTask task) {
    module.model().requireFits(task.subgraph());
    List<Region> regions = new ArrayList<>();
    int together = MOST;
    for (SmoothingPlan.Targets output : SmoothingPlan.targets(task)) {
      ScriptPiece piece = ScriptPiece.of(module.model(), task.subgraph(), output.locals());
      regions.add(new Region(output.region(), piece, output.places()));
      together = Math.min(together, together(task, piece));
    }
    return new Planned(task, List.copyOf(regions), together);
  }

  private int together(SmoothingTask task, ScriptPiece piece) {
    if (module.model().hops().isEmpty()) {
      return 1;
    }
    long attributes = 2L * task.subgraph().attributes().dimension();
    long bytes = Float.BYTES * (piece.rows() * (attributes + KEPT) + (long) piece.edges() * KEPT);
    if (module.device().isGpu()) {
      return DjlMemory.of(module.device()).batch(task.subgraph(), 0, bytes, MOST);
    }
    return (int) Math.max(1, Math.min(MOST, BYTES_ON_CPU / Math.max(1, bytes)));
  }

  @Override
  public void close() {
    module.close();
  }

  /** One output region: its nodes, and the place of each of its targets in the task. */
  private record Region(int region, ScriptPiece piece, List<Integer> places) {}

  private final class Planned implements Work {
    private final SmoothingTask task;
    private final List<Region> regions;
    private final int together;

    Planned(SmoothingTask task, List<Region> regions, int together) {
      this.task = task;
      this.regions = regions;
      this.together = together;
    }

    @Override
    public int together() {
      return together;
    }

    @Override
    public <T> List<T> collect(
        SampleRange range, Statistic<T> statistic, BooleanSupplier cancelled) {
      Accumulator<T> accumulator =
          statistic.accumulator(task.targets().size(), module.model().classes());
      ScriptNoise noise = ScriptNoise.of(task);
      long end = range.first() + range.count();
      for (long from = range.first(); from < end; ) {
        long upTo = Math.min(end, (from / together + 1) * together);
        for (Region region : regions) {
          Smoother.requireWanted(cancelled);
          add(region, noise, from, (int) (upTo - from), accumulator);
        }
        from = upTo;
      }
      return accumulator.results();
    }

    private void add(
        Region region, ScriptNoise noise, long from, int copies, Accumulator<?> accumulator) {
      ScriptPiece piece = region.piece();
      int attributes = module.model().attributes();
      int rows = Math.multiplyExact(copies, piece.rows());
      float[] x = ScriptNoise.room(rows, attributes);
      for (int copy = 0; copy < copies; copy++) {
        noise.sample(from + copy);
        for (int p = 0; p < piece.nodes(); p++) {
          noise.write(region.region(), piece.local(p), x, (copy * piece.rows() + p) * attributes);
        }
      }
      float[] logits = module.logits(x, rows, piece.edges(copies));
      add(region, copies, logits, accumulator);
    }

    private void add(Region region, int copies, float[] logits, Accumulator<?> accumulator) {
      int classes = module.model().classes();
      double[] one = new double[classes];
      for (int target = 0; target < region.piece().targets(); target++) {
        for (int copy = 0; copy < copies; copy++) {
          int row = copy * region.piece().rows() + target;
          for (int y = 0; y < classes; y++) {
            one[y] = logits[row * classes + y];
          }
          accumulator.add(region.places().get(target), one);
        }
      }
    }
  }
}
