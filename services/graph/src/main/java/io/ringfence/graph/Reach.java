package io.ringfence.graph;

import java.util.function.IntFunction;

/** Breadth-first walks of limited depth. Cost: the edges of the nodes reached. */
final class Reach {

  private final NodeTable marks;
  private final IntFunction<int[]> neighbours;

  /**
   * @param marks lends its marks; a walk clears them
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
   * structureHops} of a source of structure changes, ascending.
   */
  int[] within(int[] attributeSources, int[] structureSources, ReceptiveField field) {
    marks.clearMarks();
    IntList reached = new IntList();
    addUnmarked(reached, attributeSources);
    int late = field.attributeHops() - field.structureHops();
    int begin = 0;
    for (int level = 0; level <= field.attributeHops(); level++) {
      if (level == late) {
        addUnmarked(reached, structureSources);
      }
      int end = reached.size();
      for (int k = begin; k < end && level < field.attributeHops(); k++) {
        addUnmarked(reached, neighbours.apply(reached.get(k)));
      }
      begin = end;
    }
    return reached.toSortedArray();
  }

  private void addUnmarked(IntList reached, int[] slots) {
    for (int slot : slots) {
      if (marks.mark(slot)) {
        reached.add(slot);
      }
    }
  }
}
