package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * Attributes of one node sorted into slots, one per noise level. Filled with {@link #add}, then
 * read after {@link #sort}. Not thread-safe.
 */
final class LevelledList {

  private final int[] found;
  private final int[] slots;
  private final int[] sorted;
  private final int[] ends;
  private int size;

  /**
   * @param attributes the most that can be found
   * @param slots the most slots that can be asked for
   */
  LevelledList(int attributes, int slots) {
    // One more, for what is written and not taken.
    this.found = new int[attributes + 1];
    this.slots = new int[attributes + 1];
    this.sorted = new int[attributes];
    this.ends = new int[slots + 1];
  }

  void clear() {
    size = 0;
  }

  void add(int attribute, int slot) {
    found[size] = attribute;
    slots[size++] = slot;
  }

  /**
   * Adds an attribute or not, without a branch.
   *
   * @param taken 1 or 0
   */
  void addIf(int attribute, int slot, int taken) {
    found[size] = attribute;
    slots[size] = slot;
    size += taken;
  }

  /** Brings the attributes of each slot together; within a slot they keep their order. */
  void sort(int count) {
    Arrays.fill(ends, 0, count + 1, 0);
    if (count == 1) {
      System.arraycopy(found, 0, sorted, 0, size);
      ends[1] = size;
      return;
    }
    for (int i = 0; i < size; i++) {
      ends[slots[i] + 1]++;
    }
    // ends[s] is where slot s begins until its attributes are placed, and where it ends after.
    for (int s = 1; s <= count; s++) {
      ends[s] += ends[s - 1];
    }
    for (int i = 0; i < size; i++) {
      sorted[ends[slots[i]]++] = found[i];
    }
    System.arraycopy(ends, 0, ends, 1, count);
    ends[0] = 0;
  }

  /** The attributes by slot. */
  int[] attributes() {
    return sorted;
  }

  int start(int slot) {
    return ends[slot];
  }

  int end(int slot) {
    return ends[slot + 1];
  }
}
