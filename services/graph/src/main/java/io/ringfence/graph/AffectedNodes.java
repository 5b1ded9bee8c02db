package io.ringfence.graph;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** Whose prediction a batch can change, and how: see {@link UpdateOutcome.Applied}. */
final class AffectedNodes {

  private final NodeTable table;
  private final ReceptiveField field;
  private final BatchJournal journal;
  private final NetChanges changes;

  AffectedNodes(NodeTable table, ReceptiveField field, BatchJournal journal, NetChanges changes) {
    this.table = table;
    this.field = field;
    this.journal = journal;
    this.changes = changes;
  }

  /**
   * Slots that hold a node now and see a change of structure or content now or saw it before the
   * batch; ascending. Where edges have only come, all paths of before are there now, and where they
   * have only gone, all paths of now were there before: one walk is enough.
   */
  int[] revoked() {
    int[] content = changes.contentChanged();
    int[] edges = changes.edgesChanged();
    if (content.length + edges.length == 0) {
      return SortedInts.EMPTY;
    }
    if (!changes.removesEdges()) {
      return existing(new Reach(table, this::neighboursNow).within(content, edges, field));
    }
    int[] before = new Reach(table, journal::neighboursBefore).within(content, edges, field);
    if (!changes.addsEdges()) {
      return existing(before);
    }
    int[] now = new Reach(table, this::neighboursNow).within(content, edges, field);
    return existing(SortedInts.union(now, before));
  }

  /**
   * Who is not revoked has the same receptive field before and after, so that one walk is enough.
   *
   * @param revoked what {@link #revoked()} gave
   */
  List<AttributeFlips> flips(int[] revoked) {
    List<AttributeFlips> flips = new ArrayList<>(changes.flipped().size());
    for (NetChanges.FlippedRow row : changes.flipped()) {
      int[] source = {row.slot()};
      int[] seeing = new Reach(table, this::neighboursNow).within(source, field.attributeHops());
      flips.add(
          new AttributeFlips(
              table.ordinal(row.slot()),
              table.at(row.slot()).region(),
              SortedInts.boxed(row.added()),
              SortedInts.boxed(row.deleted()),
              table.ordinals(
                  revoked.length == 0 ? seeing : SortedInts.difference(seeing, revoked))));
    }
    return flips;
  }

  private int[] existing(int[] slots) {
    int[] existing = new int[slots.length];
    int count = 0;
    for (int slot : slots) {
      if (table.get(slot) != null) {
        existing[count++] = slot;
      }
    }
    return count == slots.length ? slots : Arrays.copyOf(existing, count);
  }

  private int[] neighboursNow(int slot) {
    NodeRecord node = table.get(slot);
    return node == null ? SortedInts.EMPTY : node.neighbours();
  }
}
