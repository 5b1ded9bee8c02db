package io.ringfence.smoothing;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.graph.SampleRange;
import io.ringfence.graph.SmoothingTask;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.List;
import java.util.function.BooleanSupplier;

/**
 * Draws samples for one group of output regions and counts votes. For each node the noise is drawn
 * once; what all regions see of it comes from the same draws: the rows of added attributes are
 * summed once per distinct p⁺, those of surviving attributes once in all, as the survivors at a
 * higher p⁻ are the beginning of those at a lower one. Memory does not grow with the number of
 * samples. Not thread-safe.
 */
final class GroupCounter {

  private final SmoothingTask task;
  private final SmoothingPlan plan;
  private final List<SmoothingPlan.OutputRegion> outputs;
  private final FirstLayer first;
  private final int classes;
  private final ForwardPass[] passes;
  private final int lanes;
  private final LevelTable[] levels;

  /** Local indices of all nodes that some output region sees. */
  private final int[] nodes;

  /** Position of node i of {@code nodes} in the field of output r, or -1, at i × outputs + r. */
  private final int[] positions;

  private final NodeNoise noise;
  private final int[][] added;
  private final int[] addedCounts;
  private final int[] survivors;
  private final float[] addedSums;
  private final float[] survivorSums;

  GroupCounter(
      Model model, FirstLayer first, SmoothingPlan plan, List<SmoothingPlan.OutputRegion> outputs) {
    this.task = plan.task();
    this.plan = plan;
    this.outputs = outputs;
    this.first = first;
    this.classes = model.classes();
    this.passes =
        outputs.stream()
            .map(output -> ForwardPass.of(model, output.field()))
            .toArray(ForwardPass[]::new);
    this.lanes = passes[0].lanes();
    int[] regions = outputs.stream().mapToInt(SmoothingPlan.OutputRegion::region).toArray();
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.require(task.schedule());
    this.levels = new LevelTable[schedule.regions()];
    Arrays.setAll(levels, j -> LevelTable.of(schedule, regions, j));
    int[] byLocal = positionsByLocal(task.subgraph().nodes(), outputs);
    this.nodes = seen(byLocal, outputs.size());
    this.positions = new int[nodes.length * outputs.size()];
    for (int i = 0; i < nodes.length; i++) {
      System.arraycopy(
          byLocal, nodes[i] * outputs.size(), positions, i * outputs.size(), outputs.size());
    }
    this.noise = new NodeNoise(model.attributes());
    int slots = outputs.size();
    this.added = new int[slots][model.attributes()];
    this.addedCounts = new int[slots];
    this.survivors = new int[model.attributes()];
    this.addedSums = new float[slots * first.width()];
    this.survivorSums = new float[slots * first.width()];
  }

  private static int[] positionsByLocal(int locals, List<SmoothingPlan.OutputRegion> outputs) {
    int[] positions = new int[locals * outputs.size()];
    Arrays.fill(positions, -1);
    for (int r = 0; r < outputs.size(); r++) {
      RegionField field = outputs.get(r).field();
      for (int position = 0; position < field.nodes(); position++) {
        positions[field.local(position) * outputs.size() + r] = position;
      }
    }
    return positions;
  }

  private static int[] seen(int[] byLocal, int outputs) {
    int[] nodes = new int[byLocal.length / outputs];
    int count = 0;
    for (int local = 0; local < byLocal.length / outputs; local++) {
      for (int r = 0; r < outputs; r++) {
        if (byLocal[local * outputs + r] >= 0) {
          nodes[count++] = local;
          break;
        }
      }
    }
    return Arrays.copyOf(nodes, count);
  }

  /**
   * Adds the votes of a range of samples.
   *
   * @param votes targets × classes
   */
  void count(SampleRange range, long[] votes, BooleanSupplier cancelled) {
    for (int done = 0; done < range.count(); done += lanes) {
      int batch = Math.min(lanes, range.count() - done);
      for (int lane = 0; lane < batch; lane++) {
        Smoother.requireWanted(cancelled);
        draw(range.first() + done + lane, lane);
      }
      for (int r = 0; r < passes.length; r++) {
        passes[r].run();
        vote(r, batch, votes);
      }
    }
  }

  private void draw(long sample, int lane) {
    Subgraph subgraph = task.subgraph();
    noise.sample(task.seed(), sample);
    for (int i = 0; i < nodes.length; i++) {
      int local = nodes[i];
      LevelTable table = levels[subgraph.region(local)];
      noise.node(subgraph.ordinal(local), plan.ones(), local, table.lowestDeletion());
      sum(table, i);
      for (int r = 0; r < passes.length; r++) {
        int position = positions[i * passes.length + r];
        if (position >= 0) {
          passes[r].input(
              position,
              lane,
              addedSums,
              table.additionOf(r) * first.width(),
              survivorSums,
              table.deletionOf(r) * first.width());
        }
      }
    }
  }

  /** Sums the weight rows of one node for every level at which some output region sees it. */
  private void sum(LevelTable table, int node) {
    long wantedAdditions = 0;
    long wantedDeletions = 0;
    for (int r = 0; r < passes.length; r++) {
      if (positions[node * passes.length + r] >= 0) {
        wantedAdditions |= 1L << table.additionOf(r);
        wantedDeletions |= 1L << table.deletionOf(r);
      }
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

  private void vote(int output, int batch, long[] votes) {
    List<Integer> places = outputs.get(output).places();
    for (int target = 0; target < places.size(); target++) {
      int at = places.get(target) * classes;
      for (int lane = 0; lane < batch; lane++) {
        votes[at + passes[output].argmax(target, lane, classes)]++;
      }
    }
  }
}
