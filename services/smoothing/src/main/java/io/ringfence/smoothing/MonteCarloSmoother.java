package io.ringfence.smoothing;

import io.ringfence.certificates.statistics.Accumulator;
import io.ringfence.certificates.statistics.Statistic;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The CPU kernel. What it collects is a pure function of model, seed, sample numbers, ordinals and
 * the receptive fields: the same for one target or many, for the whole graph or a piece that holds
 * the receptive field, and for sample ranges that are added up.
 *
 * <p>Time per sample: one pass over the attribute blocks of the nodes in reach, plus the rows of
 * set bits times the hidden width, plus per output region one propagation over the edges in reach.
 * Memory: a few activations per node and output region, at most some 256 MB at a time, whatever the
 * number of samples, and what the statistic keeps. Thread-safe; works on the calling thread.
 */
public final class MonteCarloSmoother implements Smoother, SampleKernel {

  private final NativeModel model;
  private final HiddenLayer layer;
  private final FlipKernel kernel;

  /**
   * @throws ModelException if the model's weights are not known
   */
  public MonteCarloSmoother(Model model) {
    this(model, FlipKernel.best());
  }

  MonteCarloSmoother(Model model, FlipKernel kernel) {
    this.model = NativeModel.require(model);
    this.kernel = kernel;
    this.layer = HiddenLayer.of(this.model, FirstLayer.of(this.model));
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    return plan(task).collect(task.samples(), statistic, cancelled);
  }

  @Override
  public KernelPlan plan(SmoothingTask task) {
    SmoothingPlan plan = SmoothingPlan.of(model, task);
    return new KernelPlan(
        model.classes(),
        task,
        plan.groups().stream()
            .map(group -> GroupPlan.of(model, task, layer, kernel, group))
            .toList());
  }

  @Override
  public void close() {}

  /** All that does not depend on the sample. Immutable, shared by threads. */
  record KernelPlan(int classes, SmoothingTask task, List<GroupPlan> groups) implements Work {

    @Override
    public <T> List<T> collect(
        SampleRange range, Statistic<T> statistic, BooleanSupplier cancelled) {
      Accumulator<T> accumulator = statistic.accumulator(task.targets().size(), classes);
      for (GroupPlan group : groups) {
        new GroupCounter(group).count(range, accumulator, cancelled);
      }
      return accumulator.results();
    }
  }
}
