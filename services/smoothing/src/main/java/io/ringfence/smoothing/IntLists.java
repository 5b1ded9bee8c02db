package io.ringfence.smoothing;

import java.util.Arrays;

/** Lists of numbers, one after the other, while they are being written. Not thread-safe. */
final class IntLists {

  private int[] values = new int[64];
  private int[] ends = new int[64];
  private int size;
  private int lists;

  void clear() {
    size = 0;
    lists = 0;
  }

  /** Adds to the last list. */
  void add(int value) {
    if (size == values.length) {
      values = Arrays.copyOf(values, 2 * size);
    }
    values[size++] = value;
  }

  /** Adds a piece of an array to the last list. */
  void add(int[] from, int start, int end) {
    int more = end - start;
    if (size + more > values.length) {
      values = Arrays.copyOf(values, Math.max(2 * values.length, size + more));
    }
    System.arraycopy(from, start, values, size, more);
    size += more;
  }

  /** Ends the last list; the next number begins another. */
  void end() {
    if (lists + 1 == ends.length) {
      ends = Arrays.copyOf(ends, 2 * ends.length);
    }
    ends[++lists] = size;
  }

  /** The numbers themselves, as long as nothing is added. */
  int[] raw() {
    return values;
  }

  /** Where list number n begins and number n-1 ends, as long as nothing is added. */
  int[] rawStarts() {
    return ends;
  }

  /** A copy of all numbers. */
  int[] values() {
    return Arrays.copyOf(values, size);
  }

  /** A copy: where each list begins, and the end. */
  int[] starts() {
    return Arrays.copyOf(ends, lists + 1);
  }
}
