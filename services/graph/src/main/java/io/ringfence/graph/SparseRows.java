package io.ringfence.graph;

import java.util.Arrays;

/**
 * A 0/1 matrix in compressed rows: for every row its columns in strictly ascending order.
 * Immutable; owns its arrays.
 */
public final class SparseRows {

  private final int[] offsets;
  private final int[] columns;
  private final int width;

  private SparseRows(int[] offsets, int[] columns, int width) {
    this.offsets = offsets;
    this.columns = columns;
    this.width = width;
  }

  /**
   * Takes over both arrays without copying; the caller must not touch them again.
   *
   * @param offsets rows + 1 positions into {@code columns}, from 0 to its length, ascending
   * @param columns column indices in [0, width), strictly ascending within a row
   * @param width number of columns
   * @throws IllegalArgumentException if the arrays do not describe such a matrix
   */
  public static SparseRows owning(int[] offsets, int[] columns, int width) {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != columns.length) {
      throw new IllegalArgumentException(
          "Row offsets must run from 0 to the number of entries, %d.".formatted(columns.length));
    }
    for (int row = 0; row + 1 < offsets.length; row++) {
      requireRow(offsets, columns, width, row);
    }
    return new SparseRows(offsets, columns, width);
  }

  private static void requireRow(int[] offsets, int[] columns, int width, int row) {
    if (offsets[row + 1] < offsets[row] || offsets[row + 1] > columns.length) {
      throw new IllegalArgumentException("Offset of row %d is out of order.".formatted(row + 1));
    }
    int previous = -1;
    for (int k = offsets[row]; k < offsets[row + 1]; k++) {
      if (columns[k] <= previous || columns[k] >= width) {
        throw new IllegalArgumentException(
            "Row %d has column %d after %d; columns must ascend and stay below %d."
                .formatted(row, columns[k], previous, width));
      }
      previous = columns[k];
    }
  }

  /** Number of rows. */
  public int rows() {
    return offsets.length - 1;
  }

  /** Number of columns. */
  public int width() {
    return width;
  }

  /** Number of ones. */
  public int entries() {
    return columns.length;
  }

  /** Position of the first entry of a row. */
  public int start(int row) {
    return offsets[row];
  }

  /** Position after the last entry of a row. */
  public int end(int row) {
    return offsets[row + 1];
  }

  /** Column of the entry at a position. */
  public int column(int position) {
    return columns[position];
  }

  /** Number of ones in a row. */
  public int count(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** Whether the matrix has a one at (row, column); logarithmic in the length of the row. */
  public boolean contains(int row, int column) {
    return Arrays.binarySearch(columns, offsets[row], offsets[row + 1], column) >= 0;
  }

  /** A copy of the offsets, rows + 1 of them. */
  public int[] copyOffsets() {
    return offsets.clone();
  }

  /** A copy of all columns, row after row. */
  public int[] copyColumns() {
    return columns.clone();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SparseRows that
        && width == that.width
        && Arrays.equals(offsets, that.offsets)
        && Arrays.equals(columns, that.columns);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(offsets) + Arrays.hashCode(columns);
  }
}
