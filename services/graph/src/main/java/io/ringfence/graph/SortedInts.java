package io.ringfence.graph;

import java.util.Arrays;
import java.util.List;

/** Sets of ints as strictly ascending arrays that are never changed in place. */
final class SortedInts {

  static final int[] EMPTY = {};

  private SortedInts() {}

  static boolean contains(int[] set, int value) {
    return Arrays.binarySearch(set, value) >= 0;
  }

  /** {@code set} with one value more, which it must not hold yet. */
  static int[] plus(int[] set, int value) {
    int position = -Arrays.binarySearch(set, value) - 1;
    int[] result = new int[set.length + 1];
    System.arraycopy(set, 0, result, 0, position);
    result[position] = value;
    System.arraycopy(set, position, result, position + 1, set.length - position);
    return result;
  }

  /** {@code set} without a value that it holds. */
  static int[] minus(int[] set, int value) {
    int position = Arrays.binarySearch(set, value);
    int[] result = new int[set.length - 1];
    System.arraycopy(set, 0, result, 0, position);
    System.arraycopy(set, position + 1, result, position, result.length - position);
    return result;
  }

  static int[] union(int[] one, int[] other) {
    int[] result = new int[one.length + other.length];
    int count = 0;
    int i = 0;
    int j = 0;
    while (i < one.length && j < other.length) {
      int next = Math.min(one[i], other[j]);
      i += one[i] == next ? 1 : 0;
      j += other[j] == next ? 1 : 0;
      result[count++] = next;
    }
    System.arraycopy(one, i, result, count, one.length - i);
    count += one.length - i;
    System.arraycopy(other, j, result, count, other.length - j);
    count += other.length - j;
    return Arrays.copyOf(result, count);
  }

  /** The values of {@code one} that {@code other} lacks. */
  static int[] difference(int[] one, int[] other) {
    int[] result = new int[one.length];
    int count = 0;
    int j = 0;
    for (int value : one) {
      while (j < other.length && other[j] < value) {
        j++;
      }
      if (j == other.length || other[j] != value) {
        result[count++] = value;
      }
    }
    return Arrays.copyOf(result, count);
  }

  static List<Integer> boxed(int[] set) {
    return switch (set.length) {
      case 0 -> List.of();
      case 1 -> List.of(set[0]);
      default -> Arrays.stream(set).boxed().toList();
    };
  }
}
