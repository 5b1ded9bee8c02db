package io.ringfence.graph.dataset;

import io.ringfence.graph.SparseRows;
import java.util.Arrays;

/** Collects undirected edges in any order; duplicates and self loops are dropped. */
final class EdgeCollector {

  private long[] arcs = new long[64];
  private int size;

  void add(int one, int other) {
    if (one != other) {
      addArc(one, other);
      addArc(other, one);
    }
  }

  private void addArc(int from, int to) {
    if (size == arcs.length) {
      arcs = Arrays.copyOf(arcs, Math.addExact(size, size >> 1));
    }
    arcs[size++] = ((long) from << Integer.SIZE) | to;
  }

  /** The symmetric adjacency of {@code nodes} nodes. */
  SparseRows toAdjacency(int nodes) {
    Arrays.sort(arcs, 0, size);
    int[] offsets = new int[nodes + 1];
    int[] columns = new int[size];
    int count = 0;
    for (int k = 0; k < size; k++) {
      if (k == 0 || arcs[k] != arcs[k - 1]) {
        columns[count++] = (int) arcs[k];
        offsets[(int) (arcs[k] >> Integer.SIZE) + 1]++;
      }
    }
    Arrays.parallelPrefix(offsets, Integer::sum);
    return SparseRows.owning(offsets, Arrays.copyOf(columns, count), nodes);
  }
}
