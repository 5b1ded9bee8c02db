package io.ringfence.cli.bench;

import io.ringfence.certificates.Classifier;
import io.ringfence.engine.EpochPlanner;
import io.ringfence.engine.SamplingRule;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.graph.dataset.GeneratorSettings;
import io.ringfence.graph.dataset.GraphGenerator;
import io.ringfence.graph.region.NoiseRange;
import io.ringfence.graph.region.NoiseSchedules;
import io.ringfence.graph.region.RegionPlanner;
import io.ringfence.smoothing.DenseLayer;
import io.ringfence.smoothing.GcnModel;
import io.ringfence.smoothing.Model;
import io.ringfence.smoothing.ParallelSmoother;
import io.ringfence.smoothing.WeightMatrix;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Whether the cost of one update grows with the graph, and what a large graph takes: generated
 * graphs of 5 edges per node, 500 attributes and 20 classes; a two-layer GCN of random weights,
 * which cost what trained ones do; first certificates that are {@link DrawnUp}; a fixed number of
 * samples per node.
 */
final class ScaleCost {

  private static final int CLASSES = 20;
  private static final int ATTRIBUTES = 500;
  private static final int DEGREE = 10;
  private static final int HIDDEN = 64;
  private static final int REGIONS = 5;
  private static final int INGESTED = 20_000;
  private static final long SEED = 1;

  private final Model model = model();
  private final NoiseRange additions;
  private final NoiseRange deletions;
  private final int samples;
  private final int threads;

  ScaleCost(NoiseRange additions, NoiseRange deletions, int samples, int threads) {
    this.additions = additions;
    this.deletions = deletions;
    this.samples = samples;
    this.threads = threads;
  }

  /** Cost on a small and on a large graph in the same run, updates of the two in turns. */
  void measure(int small, int large, int updates, SmoothingFigures figures) {
    Dataset few = dataset(small);
    Dataset many = dataset(large);
    long before = heldBytes();
    LiveRun large1 = certified(many);
    figures.held((heldBytes() - before) / 1048576.0);
    LiveRun small1 = certified(few);
    try (ParallelSmoother smoother = new ParallelSmoother(model, threads)) {
      for (boolean edges : new boolean[] {false, true}) {
        Turns turns = new Turns(few, many, small1, large1, smoother, edges);
        turns.run(Math.max(1, updates / 10));
        turns.clear();
        turns.run(updates);
        figures.scale(edges ? "edge" : "attribute", turns.smallCost, turns.largeCost);
      }
    }
    figures.ingest(ingested(many, large1));
  }

  /** Updates of one kind, on either graph in turn. */
  private static final class Turns {
    private final RandomUpdates few;
    private final RandomUpdates many;
    private final LiveRun small;
    private final LiveRun large;
    private final ParallelSmoother smoother;
    private final boolean edges;
    private final List<UpdateCost.Cost> smallCost = new ArrayList<>();
    private final List<UpdateCost.Cost> largeCost = new ArrayList<>();

    Turns(
        Dataset few,
        Dataset many,
        LiveRun small,
        LiveRun large,
        ParallelSmoother smoother,
        boolean edges) {
      this.few = new RandomUpdates(few, SEED);
      this.many = new RandomUpdates(many, SEED);
      this.small = small;
      this.large = large;
      this.smoother = smoother;
      this.edges = edges;
    }

    void clear() {
      smallCost.clear();
      largeCost.clear();
    }

    void run(int updates) {
      for (int i = 0; i < updates; i++) {
        smallCost.add(UpdateCost.after(small, 1, () -> next(few), smoother::smooth));
        largeCost.add(UpdateCost.after(large, 1, () -> next(many), smoother::smooth));
      }
    }

    private GraphUpdate next(RandomUpdates random) {
      return edges ? random.edge() : random.flip();
    }
  }

  /** Updates per second, half of them of edges and half of attributes, nothing certified anew. */
  private static double ingested(Dataset dataset, LiveRun run) {
    RandomUpdates random = new RandomUpdates(dataset, SEED + 1);
    double seconds = 0;
    for (int round = 0; round < 2; round++) {
      List<GraphUpdate> updates = new ArrayList<>(INGESTED);
      for (int i = 0; i < INGESTED / 2; i++) {
        updates.add(random.edge());
        updates.add(random.flip());
      }
      WorkClock clock = new WorkClock();
      updates.forEach(run::apply);
      seconds = clock.stop().wall();
    }
    return INGESTED / seconds;
  }

  private LiveRun certified(Dataset dataset) {
    LiveRun run =
        new LiveRun(dataset, model, planner(), SamplingRule.fixed(Classifier.VOTES, 8, samples));
    run.certify(new DrawnUp(CLASSES));
    return run;
  }

  private EpochPlanner planner() {
    return (graph, ids) -> {
      RegionAssignment regions = RegionPlanner.balanced(REGIONS, SEED).plan(graph.neighbours());
      return new EpochPlanner.EpochPlan(
          regions, NoiseSchedules.byRank(regions.ranks(), additions, deletions));
    };
  }

  private static Dataset dataset(int nodes) {
    return GraphGenerator.generate(
        new GeneratorSettings(nodes, CLASSES, ATTRIBUTES, DEGREE, 0.85, 20, 0.4, SEED));
  }

  private static Model model() {
    SplittableRandom random = new SplittableRandom(SEED);
    return new GcnModel(
        List.of(
            DenseLayer.of(weights(ATTRIBUTES, HIDDEN, random)),
            DenseLayer.of(weights(HIDDEN, CLASSES, random))));
  }

  private static WeightMatrix weights(int rows, int columns, SplittableRandom random) {
    float[] values = new float[rows * columns];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (random.nextDouble() - 0.5);
    }
    return WeightMatrix.owning(values, rows, columns);
  }

  /** Bytes of the heap that are reachable, as nearly as the collector tells. */
  private static long heldBytes() {
    long used = Long.MAX_VALUE;
    for (int i = 0; i < 3; i++) {
      System.gc();
      used = Math.min(used, Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory());
    }
    return used;
  }
}
