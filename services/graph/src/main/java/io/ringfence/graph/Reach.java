package io.ringfence.graph;

import java.util.Arrays;
import java.util.function.IntFunction;

/** Breadth-first walks of limited depth. Cost: the edges of the nodes reached. */
final class Reach {

  private final NodeTable marks;
  private final IntFunction<int[]> neighbours;

  /**
   * @param marks lends its marks and its room; a walk clears them
   * @param neighbours neighbours of a slot in the version of the graph that is walked
   */
  Reach(NodeTable marks, IntFunction<int[]> neighbours) {
    this.marks = marks;
    this.neighbours = neighbours;
  }

  /** Slots within {@code hops} of one of the sources, ascending. */
  int[] within(int[] sources, int hops) {
    return within(sources, SortedInts.EMPTY, new ReceptiveField(hops, hops));
  }

  /**
   * Slots within {@code attributeHops} of a source of attribute changes or within {@code
   * structureHops} of a source of structure changes, ascending; all slots for an unbounded field.
   */
  int[] within(int[] attributeSources, int[] structureSources, ReceptiveField field) {
    if (field.isUnbounded()) {
      return marks.occupied();
    }
    marks.clearMarks();
    int[] reached = marks.room();
    int count = addUnmarked(reached, 0, attributeSources);
    int late = field.attributeHops() - field.structureHops();
    int begin = 0;
    for (int level = 0; level <= field.attributeHops(); level++) {
      if (level == late) {
        count = addUnmarked(reached, count, structureSources);
      }
      int end = count;
      for (int k = begin; k < end && level < field.attributeHops(); k++) {
        count = addUnmarked(reached, count, neighbours.apply(reached[k]));
      }
      begin = end;
    }
    int[] sorted = Arrays.copyOf(reached, count);
    Arrays.sort(sorted);
    return sorted;
  }

  private int addUnmarked(int[] reached, int before, int[] slots) {
    int count = before;
    for (int slot : slots) {
      if (marks.mark(slot)) {
        reached[count++] = slot;
      }
    }
    return count;
  }
}
