package io.ringfence.graph;

/** Which predictions a batch can change: see {@link UpdateOutcome.Applied#affected()}. */
final class AffectedNodes {

  private final NodeTable table;
  private final ReceptiveField field;

  AffectedNodes(NodeTable table, ReceptiveField field) {
    this.table = table;
    this.field = field;
  }

  /** Slots that hold a node now and see a change now or saw it before the batch; ascending. */
  int[] of(NetChanges changes, BatchJournal journal) {
    int[] content = changes.contentChanged();
    int[] edges = changes.edgesChanged();
    int[] reached = new Reach(table, this::neighboursNow).within(content, edges, field);
    if (edges.length > 0) {
      int[] before = new Reach(table, journal::neighboursBefore).within(content, edges, field);
      reached = SortedInts.union(reached, before);
    }
    IntList existing = new IntList();
    for (int slot : reached) {
      if (table.get(slot) != null) {
        existing.add(slot);
      }
    }
    return existing.toArray();
  }

  private int[] neighboursNow(int slot) {
    NodeRecord node = table.get(slot);
    return node == null ? SortedInts.EMPTY : node.neighbours();
  }
}
