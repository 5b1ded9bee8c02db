package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.List;

/** The nodes that a group of output regions sees, and where each region sees them. Immutable. */
final class GroupNodes {

  private final int outputs;
  private final int[] nodes;

  /** Position of node i of {@code nodes} in the field of output r, or -1, at i × outputs + r. */
  private final int[] positions;

  private GroupNodes(int outputs, int[] nodes, int[] positions) {
    this.outputs = outputs;
    this.nodes = nodes;
    this.positions = positions;
  }

  static GroupNodes of(int locals, List<SmoothingPlan.OutputRegion> group) {
    int outputs = group.size();
    int[] byLocal = positionsByLocal(locals, group);
    int[] nodes = seen(byLocal, outputs);
    int[] positions = new int[nodes.length * outputs];
    for (int i = 0; i < nodes.length; i++) {
      System.arraycopy(byLocal, nodes[i] * outputs, positions, i * outputs, outputs);
    }
    return new GroupNodes(outputs, nodes, positions);
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

  /** Number of nodes that some output region sees. */
  int count() {
    return nodes.length;
  }

  /** Local index of the i-th node. */
  int local(int i) {
    return nodes[i];
  }

  /** Position of the i-th node in the field of an output region of the group, or -1. */
  int position(int i, int output) {
    return positions[i * outputs + output];
  }
}
