package io.ringfence.cli.bench;

import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.SamplingRule;
import io.ringfence.engine.Smoother;
import io.ringfence.engine.Survival;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.smoothing.Model;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/**
 * What it costs to bring the certificates of a graph up to date after one update, against
 * certifying all of it. After a change of attributes what survives by displacement is left alone;
 * after a change of an edge every node within reach is certified anew.
 */
final class UpdateCost {

  private static final long SEED = 7;

  private final Dataset dataset;
  private final Model model;
  private final EpochPlanner planner;
  private final SamplingRule sampling;
  private final Smoother smoother;

  UpdateCost(
      Dataset dataset,
      Model model,
      EpochPlanner planner,
      SamplingRule sampling,
      Smoother smoother) {
    this.dataset = dataset;
    this.model = model;
    this.planner = planner;
    this.sampling = sampling;
    this.smoother = smoother;
  }

  /** One full certification to warm up, then two that count, each before updates of one kind. */
  void measure(int updates, SmoothingFigures figures) {
    fresh().certify(smoother);
    RandomUpdates random = new RandomUpdates(dataset, SEED);
    LiveRun flipped = fresh();
    LiveRun.Work first = flipped.certify(smoother);
    Cost flips = after(flipped, updates, random::flip);
    LiveRun rewired = fresh();
    LiveRun.Work second = rewired.certify(smoother);
    Cost edges = after(rewired, updates, random::edge);
    WorkClock.Seconds both = first.seconds().plus(second.seconds());
    figures.full(both.wall() / 2, both.cpu() / 2);
    figures.update("attribute", flips, both.cpu() / 2, dataset.nodes());
    figures.update("edge", edges, both.cpu() / 2, dataset.nodes());
  }

  private LiveRun fresh() {
    return new LiveRun(dataset, model, planner, sampling);
  }

  /**
   * Of every update: seconds to apply it and certify what it left without a word.
   *
   * @param reached nodes whose word the update may have changed
   * @param certified nodes that were certified anew
   * @param field nodes that had to be sampled for them
   */
  record Cost(
      List<Double> wall,
      List<Double> cpu,
      List<Double> reached,
      List<Double> certified,
      List<Double> field) {

    Cost() {
      this(
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>(),
          new ArrayList<>());
    }

    /** Applies one update more and certifies what it left without a word. */
    void add(LiveRun run, GraphUpdate update, Smoother smoother) {
      WorkClock clock = new WorkClock();
      run.apply(update);
      LiveRun.Work work = run.certify(smoother);
      WorkClock.Seconds seconds = clock.stop();
      int displaced = run.session().survival().map(Survival::displaced).orElse(0);
      wall.add(seconds.wall());
      cpu.add(seconds.cpu());
      reached.add((double) displaced + work.nodes());
      certified.add((double) work.nodes());
      field.add((double) work.fieldNodes());
    }
  }

  private Cost after(LiveRun run, int updates, Supplier<GraphUpdate> next) {
    Cost cost = new Cost();
    for (int i = 0; i < updates; i++) {
      cost.add(run, next.get(), smoother);
    }
    return cost;
  }
}
