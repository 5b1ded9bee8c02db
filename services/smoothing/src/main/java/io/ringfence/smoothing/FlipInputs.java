package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.ToLongFunction;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Binary attributes with flipped bits. For each node the noise is drawn once, and what all regions
 * see of it comes from the same draws: the attributes added at a lower p⁺ are among those added at
 * a higher one, the survivors of a higher p⁻ among those of a lower one. Each weight row is
 * therefore summed once, whatever the number of levels. Not thread-safe.
 */
final class FlipInputs implements NoisyInputs {

  private final SmoothingTask task;
  private final SparseRows ones;
  private final FixedRows rows;
  private final ForwardPass[] passes;
  private final GroupNodes nodes;
  private final Thresholds additions;
  private final Thresholds deletions;
  private final NodeNoise noise;
  private final LevelledList flips;

  /** Sum of added rows of each slot. */
  private final int[][] added;

  /** Sum of surviving rows of each slot. */
  private final int[][] surviving;

  /** All sights, node after node, those of the same pair of slots beside each other. */
  private final int[] order;

  private final FirstStep step;
  private final float[] product;
  private final float[] row;

  FlipInputs(
      SmoothingTask task,
      SparseRows ones,
      FirstLayer first,
      FirstStep step,
      List<SmoothingPlan.OutputRegion> outputs,
      ForwardPass[] passes) {
    this.task = task;
    this.ones = ones;
    this.rows = first.fixed();
    this.passes = passes;
    this.nodes = GroupNodes.of(task.subgraph().nodes(), outputs);
    this.additions = thresholds(outputs, NoiseLevel::additionThreshold);
    this.deletions = thresholds(outputs, NoiseLevel::deletionThreshold);
    this.noise = new NodeNoise(ones.width());
    this.flips = new LevelledList(ones.width(), outputs.size());
    this.added = new int[outputs.size()][rows.width()];
    this.surviving = new int[outputs.size()][rows.width()];
    this.order = order();
    this.step = step;
    this.product = new float[rows.width()];
    this.row = new float[step.width()];
  }

  private Thresholds thresholds(
      List<SmoothingPlan.OutputRegion> outputs, ToLongFunction<NoiseLevel> threshold) {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
    Subgraph subgraph = task.subgraph();
    int[] nodeOf = new int[nodes.sights()];
    for (int i = 0; i < nodes.count(); i++) {
      Arrays.fill(nodeOf, nodes.start(i), nodes.end(i), nodes.local(i));
    }
    return Thresholds.of(
        nodes,
        sight ->
            threshold.applyAsLong(
                schedule.level(
                    outputs.get(nodes.output(sight)).region(), subgraph.region(nodeOf[sight]))));
  }

  private int[] order() {
    int[] order = new int[nodes.sights()];
    for (int i = 0; i < nodes.count(); i++) {
      int[] sorted =
          IntStream.range(nodes.start(i), nodes.end(i))
              .boxed()
              .sorted(Comparator.comparingInt(this::pair))
              .mapToInt(Integer::intValue)
              .toArray();
      System.arraycopy(sorted, 0, order, nodes.start(i), sorted.length);
    }
    return order;
  }

  /** Number of the pair of slots at which an output sees a node. */
  private int pair(int sight) {
    return additions.slot(sight) * passes.length + deletions.slot(sight);
  }

  @Override
  public void draw(long sample, int lane) {
    noise.sample(task.seed(), sample);
    for (int i = 0; i < nodes.count(); i++) {
      int local = nodes.local(i);
      noise.node(task.subgraph().ordinal(local), ones, local);
      sumAdded(i);
      sumSurviving(i);
      hand(i, lane);
    }
  }

  /** From the lowest p⁺ up: each slot begins with the sum of the one below. */
  private void sumAdded(int i) {
    int count = additions.count(i);
    noise.additions(additions.values(), additions.start(i), count, flips);
    for (int slot = 0; slot < count; slot++) {
      begin(added[slot], slot == 0 ? null : added[slot - 1]);
      rows.add(flips.attributes(), flips.start(slot), flips.end(slot), added[slot]);
    }
  }

  /** From the highest p⁻ down: each slot begins with the sum of the one above. */
  private void sumSurviving(int i) {
    int count = deletions.count(i);
    noise.survivors(deletions.values(), deletions.start(i), count, flips);
    for (int slot = count - 1; slot >= 0; slot--) {
      begin(surviving[slot], slot == count - 1 ? null : surviving[slot + 1]);
      rows.add(flips.attributes(), flips.start(slot), flips.end(slot), surviving[slot]);
    }
  }

  private static void begin(int[] sum, int @Nullable [] before) {
    if (before == null) {
      Arrays.fill(sum, 0);
    } else {
      System.arraycopy(before, 0, sum, 0, sum.length);
    }
  }

  private void hand(int i, int lane) {
    int previous = -1;
    int degree = task.subgraph().degree(nodes.local(i));
    for (int k = nodes.start(i); k < nodes.end(i); k++) {
      int sight = order[k];
      int pair = pair(sight);
      if (pair != previous) {
        rows.read(added[additions.slot(sight)], surviving[deletions.slot(sight)], product);
        step.apply(product, degree, row);
        previous = pair;
      }
      passes[nodes.output(sight)].input(nodes.position(sight), lane, row);
    }
  }
}
