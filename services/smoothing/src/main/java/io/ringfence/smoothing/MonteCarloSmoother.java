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
public final class MonteCarloSmoother implements Smoother {

  private final Model model;
  private final FirstLayer first;

  public MonteCarloSmoother(Model model) {
    this.model = model;
    this.first = FirstLayer.of(model);
  }

  @Override
  public <T> List<T> smooth(SmoothingTask task, Statistic<T> statistic, BooleanSupplier cancelled) {
    return collect(SmoothingPlan.of(model, task), task.samples(), statistic, cancelled);
  }

  SmoothingPlan plan(SmoothingTask task) {
    return SmoothingPlan.of(model, task);
  }

  /** The evidence from a range of samples. */
  <T> List<T> collect(
      SmoothingPlan plan, SampleRange range, Statistic<T> statistic, BooleanSupplier cancelled) {
    Accumulator<T> accumulator =
        statistic.accumulator(plan.task().targets().size(), model.classes());
    for (List<SmoothingPlan.OutputRegion> group : plan.groups()) {
      new GroupCounter(model, first, plan, group).count(range, accumulator, cancelled);
    }
    return accumulator.results();
  }
}
