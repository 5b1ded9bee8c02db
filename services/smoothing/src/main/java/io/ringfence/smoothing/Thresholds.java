package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.function.IntToLongFunction;

/**
 * For each node of a group the distinct thresholds at which output regions see it, ascending. They
 * are called slots, counted from 0 within the node. Immutable.
 */
final class Thresholds {

  private final int[] starts;
  private final long[] values;
  private final int[] slotOf;

  private Thresholds(int[] starts, long[] values, int[] slotOf) {
    this.starts = starts;
    this.values = values;
    this.slotOf = slotOf;
  }

  /**
   * @param ofSight the threshold of each pair of a node and an output that sees it
   */
  static Thresholds of(GroupNodes nodes, IntToLongFunction ofSight) {
    int[] starts = new int[nodes.count() + 1];
    long[] values = new long[nodes.sights()];
    int[] slotOf = new int[nodes.sights()];
    int size = 0;
    for (int i = 0; i < nodes.count(); i++) {
      long[] distinct = new long[nodes.end(i) - nodes.start(i)];
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        distinct[k - nodes.start(i)] = ofSight.applyAsLong(k);
      }
      Arrays.sort(distinct);
      int from = size;
      for (long value : distinct) {
        if (size == from || values[size - 1] != value) {
          values[size++] = value;
        }
      }
      for (int k = nodes.start(i); k < nodes.end(i); k++) {
        slotOf[k] = Arrays.binarySearch(values, from, size, ofSight.applyAsLong(k)) - from;
      }
      starts[i + 1] = size;
    }
    return new Thresholds(starts, Arrays.copyOf(values, size), slotOf);
  }

  /** Number of distinct thresholds of a node. */
  int count(int node) {
    return starts[node + 1] - starts[node];
  }

  /** Where the thresholds of a node begin in {@link #values}. */
  int start(int node) {
    return starts[node];
  }

  /** All thresholds, node after node; read only. */
  long[] values() {
    return values;
  }

  /** Slot of the threshold at which an output sees a node. */
  int slot(int sight) {
    return slotOf[sight];
  }
}
