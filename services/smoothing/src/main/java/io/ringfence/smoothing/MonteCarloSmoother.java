package io.ringfence.smoothing;

import io.ringfence.certificates.VoteTally;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * The CPU kernel. Votes are a pure function of model, seed, sample numbers, ordinals and the
 * receptive fields: the same for one target or many, for the whole graph or a piece that holds the
 * receptive field, and for sample ranges that are added up.
 *
 * <p>Time per sample: one pass over the attribute blocks of the nodes in reach, plus the rows of
 * set bits times the hidden width, plus per output region one propagation over the edges in reach.
 * Memory: a few activations per node and output region, at most some 256 MB at a time, whatever the
 * number of samples. Thread-safe; works on the calling thread.
 */
public final class MonteCarloSmoother implements Smoother {

  private final Model model;
  private final FirstLayer first;

  public MonteCarloSmoother(Model model) {
    this.model = model;
    this.first = FirstLayer.of(model);
  }

  @Override
  public List<VoteTally> smooth(SmoothingTask task, BooleanSupplier cancelled) {
    return tallies(task, count(SmoothingPlan.of(model, task), task.samples(), cancelled));
  }

  SmoothingPlan plan(SmoothingTask task) {
    return SmoothingPlan.of(model, task);
  }

  /** Votes of a range of samples, targets × classes. */
  long[] count(SmoothingPlan plan, SampleRange range, BooleanSupplier cancelled) {
    long[] votes = new long[plan.task().targets().size() * model.classes()];
    for (List<SmoothingPlan.OutputRegion> group : plan.groups()) {
      new GroupCounter(model, first, plan, group).count(range, votes, cancelled);
    }
    return votes;
  }

  List<VoteTally> tallies(SmoothingTask task, long[] votes) {
    int classes = model.classes();
    List<VoteTally> tallies = new ArrayList<>(task.targets().size());
    for (int target = 0; target < task.targets().size(); target++) {
      tallies.add(
          VoteTally.of(Arrays.copyOfRange(votes, target * classes, (target + 1) * classes)));
    }
    return List.copyOf(tallies);
  }
}
