package io.ringfence.graph;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a batch changed in the end, whatever it did in between. */
final class NetChanges {

  private final NodeTable table;
  private final BatchJournal journal;
  private final IntList contentChanged = new IntList();
  private final IntList edgesChanged = new IntList();
  private final List<ElementChange> edgesRemoved = new ArrayList<>();
  private final List<ElementChange> nodesRemoved = new ArrayList<>();
  private final List<ElementChange> nodesWritten = new ArrayList<>();
  private final List<ElementChange> edgesWritten = new ArrayList<>();
  private final List<NodeState> removed = new ArrayList<>();
  private final List<FlippedRow> flipped = new ArrayList<>();

  private NetChanges(NodeTable table, BatchJournal journal) {
    this.table = table;
    this.journal = journal;
  }

  static NetChanges of(NodeTable table, BatchJournal journal) {
    NetChanges changes = new NetChanges(table, journal);
    for (int slot : journal.touched()) {
      changes.compareNode(slot, journal.before(slot), table.get(slot));
      changes.compareEdges(slot);
    }
    return changes;
  }

  /** Slots of nodes that came, went, or have another region or other real attributes; ascending. */
  int[] contentChanged() {
    return contentChanged.toArray();
  }

  /** Slots of the ends of all edges that came or went; ascending. */
  int[] edgesChanged() {
    return edgesChanged.toArray();
  }

  /** Whether an edge is gone. */
  boolean removesEdges() {
    return !edgesRemoved.isEmpty();
  }

  /** Whether an edge is new. */
  boolean addsEdges() {
    return !edgesWritten.isEmpty();
  }

  /** Nodes that are there before and after with other bits, in ascending order of slots. */
  List<FlippedRow> flipped() {
    return flipped;
  }

  /** Changed elements, each once: edges and nodes that are gone, then nodes and edges written. */
  List<ElementChange> elements() {
    List<ElementChange> all = new ArrayList<>(edgesRemoved);
    all.addAll(nodesRemoved);
    all.addAll(nodesWritten);
    all.addAll(edgesWritten);
    return all;
  }

  List<NodeState> removed() {
    return removed;
  }

  private void compareNode(int slot, @Nullable NodeRecord before, @Nullable NodeRecord after) {
    if (after == null) {
      if (before != null) {
        contentChanged.add(slot);
        removed.add(before.toState(table.ordinal(slot)));
        nodesRemoved.add(new ElementChange.NodeRemoved(before.id()));
      }
      return;
    }
    if (before == null || !before.sameState(after)) {
      nodesWritten.add(new ElementChange.NodeWritten(table.state(slot)));
    }
    if (before == null) {
      contentChanged.add(slot);
      return;
    }
    boolean revoking = before.region() != after.region();
    if (!before.attributes().equals(after.attributes())) {
      if (before.attributes() instanceof OnesRow from && after.attributes() instanceof OnesRow to) {
        flipped.add(FlippedRow.of(slot, from.ones(), to.ones()));
      } else {
        revoking = true;
      }
    }
    if (revoking) {
      contentChanged.add(slot);
    }
  }

  private void compareEdges(int slot) {
    NodeRecord node = table.get(slot);
    int[] after = node == null ? SortedInts.EMPTY : node.neighbours();
    int[] before = journal.neighboursBefore(slot);
    if (before == after) {
      return;
    }
    int[] gone = SortedInts.difference(before, after);
    int[] come = SortedInts.difference(after, before);
    if (gone.length + come.length == 0) {
      return;
    }
    edgesChanged.add(slot);
    for (int other : gone) {
      if (other > slot) {
        edgesRemoved.add(new ElementChange.EdgeRemoved(edge(slot, other)));
      }
    }
    for (int other : come) {
      if (other > slot) {
        edgesWritten.add(new ElementChange.EdgeWritten(edge(slot, other)));
      }
    }
  }

  private EdgeState edge(int one, int other) {
    return EdgeState.of(id(one), id(other));
  }

  private String id(int slot) {
    NodeRecord before = journal.before(slot);
    return before == null ? table.at(slot).id() : before.id();
  }

  /** Bits of one node that differ. Owns its arrays. */
  static final class FlippedRow {
    private final int slot;
    private final int[] added;
    private final int[] deleted;

    private FlippedRow(int slot, int[] added, int[] deleted) {
      this.slot = slot;
      this.added = added;
      this.deleted = deleted;
    }

    static FlippedRow of(int slot, int[] before, int[] after) {
      return new FlippedRow(
          slot, SortedInts.difference(after, before), SortedInts.difference(before, after));
    }

    int slot() {
      return slot;
    }

    int[] added() {
      return added;
    }

    int[] deleted() {
      return deleted;
    }
  }
}
