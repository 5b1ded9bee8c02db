package io.ringfence.stream.pool;

import io.ringfence.graph.SparseRows;
import io.ringfence.schemas.v1.SparseRowList;

/** Sparse rows as steps between indices, which are small numbers and take a byte or two each. */
final class SparseRowRecords {

  private SparseRowRecords() {}

  static SparseRowList of(SparseRows rows) {
    SparseRowList.Builder list = SparseRowList.newBuilder();
    for (int row = 0; row < rows.rows(); row++) {
      list.addCounts(rows.count(row));
      int previous = -1;
      for (int k = rows.start(row); k < rows.end(row); k++) {
        list.addSteps(rows.column(k) - previous);
        previous = rows.column(k);
      }
    }
    return list.build();
  }

  /**
   * @throws IllegalArgumentException if the list does not describe so many rows of such a width
   */
  static SparseRows read(SparseRowList list, int rows, int width) {
    if (list.getCountsCount() != rows) {
      throw new IllegalArgumentException(
          "%d rows are given for %d nodes; give one for each."
              .formatted(list.getCountsCount(), rows));
    }
    int[] offsets = new int[rows + 1];
    int[] columns = new int[list.getStepsCount()];
    for (int row = 0; row < rows; row++) {
      offsets[row + 1] = Math.addExact(offsets[row], list.getCounts(row));
      if (offsets[row + 1] > columns.length || offsets[row + 1] < offsets[row]) {
        throw new IllegalArgumentException(
            "Rows call for more than the %d indices that are given.".formatted(columns.length));
      }
      int previous = -1;
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        columns[k] = Math.addExact(previous, list.getSteps(k));
        previous = columns[k];
      }
    }
    return SparseRows.owning(offsets, columns, width);
  }
}
