package io.ringfence.graph;

import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What the nodes touched by one batch were before it. It serves three ends: taking the batch back,
 * finding what changed in the end, and walking the graph as it was.
 */
final class BatchJournal {

  private static final Before NEW = new Before(null);

  private final NodeTable table;
  private final int slotsBefore;
  private final TreeMap<Integer, Before> images = new TreeMap<>();
  private Map<String, Integer> removed = Map.of();

  BatchJournal(NodeTable table) {
    this.table = table;
    this.slotsBefore = table.slots();
  }

  private record Before(@Nullable NodeRecord node) {}

  /** Replaces a node's record and remembers what was there before the batch. */
  void write(int slot, @Nullable NodeRecord node) {
    NodeRecord before = images.computeIfAbsent(slot, s -> new Before(table.get(s))).node();
    if (node == null && before != null) {
      if (removed.isEmpty()) {
        removed = new HashMap<>();
      }
      removed.put(before.id(), slot);
    }
    table.set(slot, node);
  }

  int append(NodeRecord node, long ordinal) {
    int slot = table.append(node, ordinal);
    images.put(slot, NEW);
    return slot;
  }

  /** The slot of a node that was there before the batch and that the batch removed, or -1. */
  int removedSlot(String id) {
    int slot = removed.getOrDefault(id, -1);
    return slot < 0 || table.get(slot) != null ? -1 : slot;
  }

  /** Slots that the batch wrote to, ascending. */
  Iterable<Integer> touched() {
    return images.keySet();
  }

  /** The node in a slot before the batch; {@code null} if there was none. */
  @Nullable NodeRecord before(int slot) {
    Before image = images.get(slot);
    return image == null ? table.get(slot) : image.node();
  }

  /** Neighbours of a slot before the batch; none if there was no node. */
  int[] neighboursBefore(int slot) {
    NodeRecord node = before(slot);
    return node == null ? SortedInts.EMPTY : node.neighbours();
  }

  /** Restores every touched node. */
  void undo() {
    images.forEach((slot, image) -> table.set(slot, null));
    images.forEach((slot, image) -> table.set(slot, image.node()));
    table.truncate(slotsBefore);
  }
}
