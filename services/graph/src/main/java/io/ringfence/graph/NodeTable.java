package io.ringfence.graph;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The nodes of a live graph in slots 0 … slots-1. Slots are handed out in the order of ordinals, so
 * that a list of slots in ascending order is a list of nodes in ascending order of ordinals. Slots
 * of removed nodes stay empty until {@link #compact()}.
 *
 * <p>Adjacency and attribute rows are replaced, never changed in place: whoever holds one keeps the
 * state at that time.
 */
final class NodeTable {

  /** Fewer slots than this are never worth compacting. */
  private static final int COMPACTION_FLOOR = 1024;

  private final Map<String, Integer> slotOfId = new HashMap<>();
  private @Nullable NodeRecord[] records = new NodeRecord[16];
  private long[] ordinals = new long[16];
  private int[] stamps = new int[16];
  private int[] room = new int[16];
  private int slots;
  private int degreeSum;
  private long attributes;
  private int stamp;

  /** Adds a node with an ordinal above all others and returns its slot. */
  int append(NodeRecord node, long ordinal) {
    if (slots == ordinals.length) {
      int capacity = Math.max(16, slots + (slots >> 1));
      records = Arrays.copyOf(records, capacity);
      ordinals = Arrays.copyOf(ordinals, capacity);
      stamps = Arrays.copyOf(stamps, capacity);
    }
    ordinals[slots] = ordinal;
    stamps[slots] = 0;
    set(slots, node);
    return slots++;
  }

  /** Takes back the newest slots, which must be empty. */
  void truncate(int count) {
    slots = count;
  }

  /** Replaces what is in a slot; {@code null} empties it. */
  void set(int slot, @Nullable NodeRecord node) {
    NodeRecord old = records[slot];
    if (old != null) {
      degreeSum -= old.neighbours().length;
      attributes -= old.attributes().set();
      if (node == null) {
        slotOfId.remove(old.id());
      }
    }
    if (node != null) {
      degreeSum += node.neighbours().length;
      attributes += node.attributes().set();
      if (old == null) {
        slotOfId.put(node.id(), slot);
      }
    }
    records[slot] = node;
  }

  @Nullable NodeRecord get(int slot) {
    return records[slot];
  }

  /** The node in a slot that is known to hold one. */
  NodeRecord at(int slot) {
    NodeRecord node = records[slot];
    if (node == null) {
      throw new IllegalStateException("Slot %d of the node table is empty.".formatted(slot));
    }
    return node;
  }

  long ordinal(int slot) {
    return ordinals[slot];
  }

  /** Ordinals of the nodes in some slots, in the same order. */
  Ordinals ordinals(int[] slotsOfNodes) {
    long[] result = new long[slotsOfNodes.length];
    for (int k = 0; k < result.length; k++) {
      result[k] = ordinals[slotsOfNodes[k]];
    }
    return Ordinals.owning(result);
  }

  /** Slot of the node with this id, or -1. */
  int slot(String id) {
    return slotOfId.getOrDefault(id, -1);
  }

  /** Slot of the node with this ordinal, or -1. */
  int slot(long ordinal) {
    int slot = Arrays.binarySearch(ordinals, 0, slots, ordinal);
    return slot < 0 || records[slot] == null ? -1 : slot;
  }

  /** Number of slots, empty ones included. */
  int slots() {
    return slots;
  }

  int nodes() {
    return slotOfId.size();
  }

  int edges() {
    return degreeSum / 2;
  }

  /** Attributes that are set, of all nodes. */
  long attributes() {
    return attributes;
  }

  /** Starts a new marking in which no slot is marked. */
  void clearMarks() {
    stamp++;
    if (stamp == Integer.MAX_VALUE) {
      Arrays.fill(stamps, 0);
      stamp = 1;
    }
  }

  /** Room for every slot once; it is lent to one walk at a time. */
  int[] room() {
    if (room.length < slots) {
      room = new int[records.length];
    }
    return room;
  }

  /** Marks a slot; false if it was marked already. */
  boolean mark(int slot) {
    if (stamps[slot] == stamp) {
      return false;
    }
    stamps[slot] = stamp;
    return true;
  }

  NodeState state(int slot) {
    return at(slot).toState(ordinals[slot]);
  }

  /** All slots that hold a node, ascending. */
  int[] occupied() {
    int[] result = new int[nodes()];
    int count = 0;
    for (int slot = 0; slot < slots; slot++) {
      if (records[slot] != null) {
        result[count++] = slot;
      }
    }
    return result;
  }

  /** Closes the gaps once more than half of the slots are empty; slots are renumbered. */
  void compact() {
    if (slots < COMPACTION_FLOOR || nodes() > slots / 2) {
      return;
    }
    int[] kept = occupied();
    int[] renumbered = new int[slots];
    for (int k = 0; k < kept.length; k++) {
      renumbered[kept[k]] = k;
    }
    int capacity = Math.max(16, kept.length + (kept.length >> 1));
    @Nullable NodeRecord[] newRecords = new NodeRecord[capacity];
    long[] newOrdinals = new long[capacity];
    for (int k = 0; k < kept.length; k++) {
      NodeRecord node = at(kept[k]);
      int[] neighbours = node.neighbours().clone();
      Arrays.setAll(neighbours, i -> renumbered[neighbours[i]]);
      newRecords[k] = node.withNeighbours(neighbours);
      newOrdinals[k] = ordinals[kept[k]];
      slotOfId.put(node.id(), k);
    }
    records = newRecords;
    ordinals = newOrdinals;
    stamps = new int[capacity];
    stamp = 0;
    slots = kept.length;
  }
}
