package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * Attributes of one node sorted into slots, one per noise level. Filled first, then read after
 * {@link #sort}. Not thread-safe.
 */
final class LevelledList {

  private static final int SPARE = 2;

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
    // Some more, for what is written and not taken.
    this.found = new int[attributes + SPARE];
    this.slots = new int[attributes + SPARE];
    this.sorted = new int[attributes];
    this.ends = new int[slots + 1];
  }

  void clear() {
    size = 0;
  }

  /** Adds attributes in a row of 64, those whose bits are set, to slot 0. */
  void addLanes(int first, long lanes) {
    // Most blocks have at most two: these are taken without a branch.
    int at = size;
    long rest = lanes;
    found[at] = first + Long.numberOfTrailingZeros(rest);
    at += (int) ((rest | -rest) >>> 63);
    rest &= rest - 1;
    found[at] = first + Long.numberOfTrailingZeros(rest);
    at += (int) ((rest | -rest) >>> 63);
    rest &= rest - 1;
    while (rest != 0) {
      found[at++] = first + Long.numberOfTrailingZeros(rest);
      rest &= rest - 1;
    }
    size = at;
  }

  int size() {
    return size;
  }

  /** Attribute number i in the order of adding, before {@link #sort}. */
  int found(int i) {
    return found[i];
  }

  /** Moves attribute number i to a slot. */
  void slot(int i, int slot) {
    slots[i] = slot;
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
