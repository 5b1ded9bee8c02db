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
 * graphs of 5 edges per node and 500 attributes; a two-layer GCN of random weights for 20 classes,
 * which cost what trained ones do; first certificates that are {@link DrawnUp}; a fixed number of
 * samples per node.
 *
 * <p>The graphs consist of communities of 500 nodes with 95 % of the edges within them, so that
 * neighbourhoods are alike whatever the size. Without communities a random graph of degree 10 has
 * 16,000 nodes within four hops of an edge, which is more than there are in the small one.
 */
final class ScaleCost {

  private static final int CLASSES = 20;
  private static final int ATTRIBUTES = 500;
  private static final int DEGREE = 10;
  private static final int COMMUNITY = 500;
  private static final double WITHIN_COMMUNITY = 0.95;
  private static final int ONES = 20;
  private static final int HIDDEN = 64;
  private static final int REGIONS = 5;
  private static final int MOST_INGESTED = 20_000;
  private static final int PER_TRANSACTION = 100;
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

  /**
   * Cost on a small and on a large graph in the same run, updates of the two in turns, each pair
   * with neighbourhoods of about the same size.
   */
  void measure(int small, int large, int updates, SmoothingFigures figures) {
    Dataset few = dataset(small);
    Dataset many = dataset(large);
    LiveRun smallRun = certified(few);
    long before = heldBytes();
    LiveRun largeRun = certified(many);
    figures.held((heldBytes() - before) / 1048576.0);
    RandomUpdates inSmall = new RandomUpdates(few, SEED);
    RandomUpdates inLarge = new RandomUpdates(many, SEED);
    UpdateCost.Cost smallCost = new UpdateCost.Cost();
    UpdateCost.Cost largeCost = new UpdateCost.Cost();
    try (ParallelSmoother smoother = new ParallelSmoother(model, threads)) {
      int warmUp = 1 + updates / 10;
      for (int i = -warmUp; i < updates; i++) {
        RandomUpdates.Pair pair = inSmall.pair();
        GraphUpdate alike = inLarge.edge(inSmall.neighbourhood(pair));
        smallCost.add(smallRun, inSmall.update(pair), smoother::smooth);
        largeCost.add(largeRun, alike, smoother::smooth);
        if (i < 0) {
          smallCost = new UpdateCost.Cost();
          largeCost = new UpdateCost.Cost();
        }
      }
    }
    figures.scale(smallCost, largeCost);
    int ingested = Math.min(MOST_INGESTED, Math.max(2, large / 5));
    figures.ingest(ingested, ingest(inLarge, largeRun, ingested));
  }

  /** Seconds to apply updates, half of them of edges and half of attributes; none is certified. */
  private static WorkClock.Seconds ingest(RandomUpdates random, LiveRun run, int count) {
    WorkClock.Seconds seconds = WorkClock.Seconds.NONE;
    for (int round = 0; round < 2; round++) {
      List<GraphUpdate> updates = new ArrayList<>(count);
      for (int i = 0; i < count / 2; i++) {
        updates.add(random.edge());
        updates.add(random.flip());
      }
      WorkClock clock = new WorkClock();
      for (int from = 0; from < count; from += PER_TRANSACTION) {
        run.apply(updates.subList(from, Math.min(count, from + PER_TRANSACTION)));
      }
      seconds = clock.stop();
    }
    return seconds;
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
        new GeneratorSettings(
            nodes,
            Math.max(1, nodes / COMMUNITY),
            ATTRIBUTES,
            DEGREE,
            WITHIN_COMMUNITY,
            ONES,
            0.4,
            SEED));
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
