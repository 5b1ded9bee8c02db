package io.ringfence.smoothing;

/**
 * For each position of a {@link RegionField} the rows that have it as a neighbour, ascending: where
 * a node's value goes when it is handed on at once instead of being kept until its neighbours ask.
 * A node at the border has few of them, and most nodes of a small region are at its border.
 * Immutable.
 */
final class Pushes {

  private final int[] offsets;
  private final int[] rows;

  private Pushes(int[] offsets, int[] rows) {
    this.offsets = offsets;
    this.rows = rows;
  }

  /**
   * @param positions how many there are
   * @param offsets where the neighbours of each row begin in {@code columns}, and the end
   */
  static Pushes of(int positions, int[] offsets, int[] columns) {
    int[] ends = new int[positions + 2];
    for (int column : columns) {
      ends[column + 2]++;
    }
    for (int p = 2; p < ends.length; p++) {
      ends[p] += ends[p - 1];
    }
    int[] rows = new int[columns.length];
    for (int row = 0; row + 1 < offsets.length; row++) {
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        rows[ends[columns[k] + 1]++] = row;
      }
    }
    return new Pushes(ends, rows);
  }

  /** Adds a vector to the sums of all rows that have the position as a neighbour. */
  void add(int position, float[] vector, float[][] sums) {
    RowSums.push(vector, rows, offsets[position], offsets[position + 1], sums);
  }
}
