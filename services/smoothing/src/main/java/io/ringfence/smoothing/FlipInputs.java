package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;

/**
 * Binary attributes with flipped bits. For each node the noise is drawn once; what all regions see
 * of it comes from the same draws: the rows of added attributes are summed once per distinct p⁺,
 * those of surviving attributes once in all, as the survivors at a higher p⁻ are the beginning of
 * those at a lower one. Not thread-safe.
 */
final class FlipInputs implements NoisyInputs {

  private final SmoothingTask task;
  private final SparseRows ones;
  private final FirstLayer first;
  private final GroupNodes nodes;
  private final ForwardPass[] passes;
  private final LevelTable[] levels;
  private final NodeNoise noise;
  private final int[][] added;
  private final int[] addedCounts;
  private final int[] survivors;
  private final float[] addedSums;
  private final float[] survivorSums;
  private final float[] product;

  FlipInputs(
      SmoothingTask task,
      SparseRows ones,
      FirstLayer first,
      List<SmoothingPlan.OutputRegion> outputs,
      ForwardPass[] passes) {
    this.task = task;
    this.ones = ones;
    this.first = first;
    this.passes = passes;
    this.nodes = GroupNodes.of(task.subgraph().nodes(), outputs);
    int[] regions = outputs.stream().mapToInt(SmoothingPlan.OutputRegion::region).toArray();
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
    this.levels = new LevelTable[schedule.regions()];
    Arrays.setAll(levels, j -> LevelTable.of(schedule, regions, j));
    int attributes = ones.width();
    this.noise = new NodeNoise(attributes);
    int slots = outputs.size();
    this.added = new int[slots][attributes];
    this.addedCounts = new int[slots];
    this.survivors = new int[attributes];
    this.addedSums = new float[slots * first.width()];
    this.survivorSums = new float[slots * first.width()];
    this.product = new float[first.width()];
  }

  @Override
  public void draw(long sample, int lane) {
    Subgraph subgraph = task.subgraph();
    noise.sample(task.seed(), sample);
    for (int i = 0; i < nodes.count(); i++) {
      int local = nodes.local(i);
      LevelTable table = levels[subgraph.region(local)];
      noise.node(subgraph.ordinal(local), ones, local, table.lowestDeletion());
      sum(table, i);
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        int r = nodes.output(k);
        combine(table.additionOf(r) * first.width(), table.deletionOf(r) * first.width());
        passes[r].input(nodes.position(k), lane, product, 0);
      }
    }
  }

  private void combine(int fromAdded, int fromSurvivors) {
    float[] a = addedSums;
    float[] s = survivorSums;
    float[] p = product;
    for (int k = 0; k < p.length; k++) {
      p[k] = a[fromAdded + k] + s[fromSurvivors + k];
    }
  }

  /** Sums the weight rows of one node for every level at which some output region sees it. */
  private void sum(LevelTable table, int node) {
    long wantedAdditions = 0;
    long wantedDeletions = 0;
    for (int k = nodes.start(node); k < nodes.end(node); k++) {
      wantedAdditions |= 1L << table.additionOf(nodes.output(k));
      wantedDeletions |= 1L << table.deletionOf(nodes.output(k));
    }
    noise.additions(table.additions(), added, addedCounts);
    int width = first.width();
    for (int slot = 0; slot < table.additions().length; slot++) {
      if ((wantedAdditions >>> slot & 1) != 0) {
        Arrays.fill(addedSums, slot * width, (slot + 1) * width, 0f);
        first.add(added[slot], 0, addedCounts[slot], addedSums, slot * width);
      }
    }
    sumSurvivors(table, wantedDeletions);
  }

  private void sumSurvivors(LevelTable table, long wanted) {
    int width = first.width();
    int listed = 0;
    int previous = -1;
    for (int slot = 0; slot < table.deletions(); slot++) {
      if ((wanted >>> slot & 1) != 0) {
        int at = slot * width;
        if (previous < 0) {
          Arrays.fill(survivorSums, at, at + width, 0f);
        } else {
          System.arraycopy(survivorSums, previous * width, survivorSums, at, width);
        }
        int upTo = noise.survivors(table.deletion(slot), survivors, listed);
        first.add(survivors, listed, upTo, survivorSums, at);
        listed = upTo;
        previous = slot;
      }
    }
  }
}
