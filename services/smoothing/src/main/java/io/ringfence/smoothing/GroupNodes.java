package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/**
 * The nodes that a group of output regions sees, and who sees each of them where: node i is seen by
 * the outputs {@code output(k)} at their positions {@code position(k)} for k from {@code start(i)}
 * to {@code end(i)}, outputs ascending. Immutable.
 */
final class GroupNodes {

  private final int[] locals;
  private final int[] starts;
  private final int[] outputs;
  private final int[] positions;

  private GroupNodes(int[] locals, int[] starts, int[] outputs, int[] positions) {
    this.locals = locals;
    this.starts = starts;
    this.outputs = outputs;
    this.positions = positions;
  }

  /**
   * @param subgraphNodes number of nodes of the piece of the graph
   * @param group outputs are numbered by their place in it
   */
  static GroupNodes of(int subgraphNodes, List<SmoothingPlan.OutputRegion> group) {
    int[] ends = new int[subgraphNodes + 1];
    for (SmoothingPlan.OutputRegion output : group) {
      for (int position = 0; position < output.field().nodes(); position++) {
        ends[output.field().local(position) + 1]++;
      }
    }
    int seen = 0;
    int[] locals = new int[subgraphNodes];
    int[] starts = new int[subgraphNodes + 1];
    for (int local = 0; local < subgraphNodes; local++) {
      if (ends[local + 1] > 0) {
        locals[seen] = local;
        starts[seen + 1] = starts[seen] + ends[local + 1];
        ends[local] = starts[seen++];
      }
    }
    int[] outputs = new int[starts[seen]];
    int[] positions = new int[starts[seen]];
    for (int r = 0; r < group.size(); r++) {
      RegionField field = group.get(r).field();
      for (int position = 0; position < field.nodes(); position++) {
        int at = ends[field.local(position)]++;
        outputs[at] = r;
        positions[at] = position;
      }
    }
    return new GroupNodes(
        Arrays.copyOf(locals, seen), Arrays.copyOf(starts, seen + 1), outputs, positions);
  }

  int count() {
    return locals.length;
  }

  /** Local index of node i in the piece of the graph. */
  int local(int i) {
    return locals[i];
  }

  int start(int i) {
    return starts[i];
  }

  int end(int i) {
    return starts[i + 1];
  }

  /** Number of all pairs of a node and an output that sees it. */
  int sights() {
    return outputs.length;
  }

  int output(int sight) {
    return outputs[sight];
  }

  int position(int sight) {
    return positions[sight];
  }
}
