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

  /** Slots of nodes that came, went, or have other attributes or another region; ascending. */
  int[] contentChanged() {
    return contentChanged.toArray();
  }

  /** Slots of the ends of all edges that came or went; ascending. */
  int[] edgesChanged() {
    return edgesChanged.toArray();
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
    if (before == null
        || before.region() != after.region()
        || !before.attributes().equals(after.attributes())) {
      contentChanged.add(slot);
    }
  }

  private void compareEdges(int slot) {
    NodeRecord node = table.get(slot);
    int[] after = node == null ? SortedInts.EMPTY : node.neighbours();
    int[] before = journal.neighboursBefore(slot);
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
}
