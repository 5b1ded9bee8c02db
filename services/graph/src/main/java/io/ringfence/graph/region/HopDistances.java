package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import java.util.Arrays;

/** Hop distances from sets of nodes on flat arrays; one walk costs nodes plus edges. */
final class HopDistances {

  static final int UNREACHED = Integer.MAX_VALUE;

  private final SparseRows adjacency;
  private final int[] distances;
  private final int[] queue;
  private int size;

  HopDistances(SparseRows adjacency) {
    this.adjacency = adjacency;
    this.distances = new int[adjacency.rows()];
    this.queue = new int[adjacency.rows()];
    clear();
  }

  /** Forgets all sources. */
  void clear() {
    Arrays.fill(distances, UNREACHED);
  }

  /**
   * Adds sources: from now on distances are to the nearest of the old and new ones. Only what comes
   * nearer is walked.
   */
  void add(int... sources) {
    size = 0;
    for (int source : sources) {
      improve(source, 0);
    }
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        improve(adjacency.column(k), distances[node] + 1);
      }
    }
  }

  private void improve(int node, int distance) {
    if (distance < distances[node]) {
      distances[node] = distance;
      queue[size++] = node;
    }
  }

  /** Hops to the nearest source, or {@link #UNREACHED}. */
  int get(int node) {
    return distances[node];
  }
}
