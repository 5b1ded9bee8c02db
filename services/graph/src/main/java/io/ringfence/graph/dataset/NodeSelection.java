package io.ringfence.graph.dataset;

import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;

/** Some nodes of a graph, in their old order, with new indices from 0 on. */
final class NodeSelection {

  private static final int DROPPED = -1;

  private final int[] kept;
  private final int[] newIndex;

  private NodeSelection(int[] kept, int[] newIndex) {
    this.kept = kept;
    this.newIndex = newIndex;
  }

  /** The nodes of the largest connected component; of equally large ones the first. */
  static NodeSelection largestComponent(SparseRows adjacency) {
    int n = adjacency.rows();
    int[] component = new int[n];
    Arrays.fill(component, -1);
    int[] queue = new int[n];
    int best = -1;
    int bestSize = 0;
    for (int start = 0; start < n; start++) {
      if (component[start] < 0) {
        int size = flood(adjacency, start, component, queue);
        if (size > bestSize) {
          best = start;
          bestSize = size;
        }
      }
    }
    int[] kept = new int[bestSize];
    int[] newIndex = new int[n];
    int count = 0;
    for (int node = 0; node < n; node++) {
      newIndex[node] = component[node] == best ? count : DROPPED;
      if (component[node] == best) {
        kept[count++] = node;
      }
    }
    return new NodeSelection(kept, newIndex);
  }

  private static int flood(SparseRows adjacency, int start, int[] component, int[] queue) {
    int size = 1;
    queue[0] = start;
    component[start] = start;
    for (int head = 0; head < size; head++) {
      for (int k = adjacency.start(queue[head]); k < adjacency.end(queue[head]); k++) {
        int other = adjacency.column(k);
        if (component[other] < 0) {
          component[other] = start;
          queue[size++] = other;
        }
      }
    }
    return size;
  }

  int size() {
    return kept.length;
  }

  /** Old index of a node that is kept. */
  int oldIndex(int node) {
    return kept[node];
  }

  /** The rows of the kept nodes, all columns. */
  SparseRows rows(SparseRows matrix) {
    return select(matrix, matrix.width(), false);
  }

  /** The same of real attributes. */
  RealAttributeMatrix rows(RealAttributeMatrix matrix) {
    int width = matrix.dimension();
    float[] values = new float[kept.length * width];
    for (int row = 0; row < kept.length; row++) {
      for (int d = 0; d < width; d++) {
        values[row * width + d] = matrix.value(kept[row], d);
      }
    }
    return RealAttributeMatrix.owning(values, kept.length, width);
  }

  /** The edges among the kept nodes. */
  SparseRows among(SparseRows adjacency) {
    return select(adjacency, kept.length, true);
  }

  private SparseRows select(SparseRows matrix, int width, boolean renumber) {
    int[] offsets = new int[kept.length + 1];
    int[] columns = new int[matrix.entries()];
    int count = 0;
    for (int row = 0; row < kept.length; row++) {
      for (int k = matrix.start(kept[row]); k < matrix.end(kept[row]); k++) {
        int column = renumber ? newIndex[matrix.column(k)] : matrix.column(k);
        if (column != DROPPED) {
          columns[count++] = column;
        }
      }
      offsets[row + 1] = count;
    }
    return SparseRows.owning(offsets, Arrays.copyOf(columns, count), width);
  }
}
