package io.ringfence.graph.dataset;

import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;

/** A sparse matrix as files have it: not yet sorted, not yet believed. */
final class CsrArrays {

  private final String name;
  private final int[] offsets;
  private final int[] columns;
  private final float[] values;
  private final int width;

  private CsrArrays(String name, int[] offsets, int[] columns, float[] values, int width) {
    this.name = name;
    this.offsets = offsets;
    this.columns = columns;
    this.values = values;
    this.width = width;
  }

  /**
   * @param name for messages
   * @param values one per column entry, or none if all are one
   * @param width number of columns; -1: as many as are used
   */
  static CsrArrays of(String name, int[] offsets, int[] columns, float[] values, int width)
      throws DatasetException {
    if (offsets.length == 0 || offsets[0] != 0 || offsets[offsets.length - 1] != columns.length) {
      throw damaged(name, "row pointers that do not run from 0 to the number of entries");
    }
    for (int row = 1; row < offsets.length; row++) {
      if (offsets[row] < offsets[row - 1]) {
        throw damaged(name, "row pointers that descend at row " + row);
      }
    }
    if (values.length != 0 && values.length != columns.length) {
      throw damaged(name, values.length + " values for " + columns.length + " columns");
    }
    int used = Arrays.stream(columns).max().orElse(-1);
    if (Arrays.stream(columns).anyMatch(column -> column < 0) || used == Integer.MAX_VALUE) {
      throw damaged(name, "a column index out of range");
    }
    if (width >= 0 && used >= width) {
      throw damaged(name, "column %d of %d".formatted(used, width));
    }
    return new CsrArrays(name, offsets, columns, values, width < 0 ? used + 1 : width);
  }

  private static DatasetException damaged(String name, String what) {
    return new DatasetException(
        "%s has %s; the file is damaged, save the matrix again.".formatted(name, what));
  }

  int rows() {
    return offsets.length - 1;
  }

  /** 1 where a value is not zero. */
  SparseRows ones() {
    int[] newOffsets = new int[offsets.length];
    int[] newColumns = new int[columns.length];
    int count = 0;
    for (int row = 0; row < rows(); row++) {
      int begin = count;
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        if (nonzero(k)) {
          newColumns[count++] = columns[k];
        }
      }
      count = sortDistinct(newColumns, begin, count);
      newOffsets[row + 1] = count;
    }
    return SparseRows.owning(newOffsets, Arrays.copyOf(newColumns, count), width);
  }

  private static int sortDistinct(int[] columns, int begin, int end) {
    Arrays.sort(columns, begin, end);
    int count = begin;
    for (int k = begin; k < end; k++) {
      if (k == begin || columns[k] != columns[k - 1]) {
        columns[count++] = columns[k];
      }
    }
    return count;
  }

  /** All values, zero where there is none; entries at the same place add up. */
  RealAttributeMatrix reals() throws DatasetException {
    float[] dense = DenseAttributes.zeros(rows(), width);
    for (int row = 0; row < rows(); row++) {
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        dense[row * width + columns[k]] += values.length == 0 ? 1 : values[k];
      }
    }
    return DenseAttributes.finite(name, dense, rows(), width);
  }

  /** The undirected graph of all nonzero entries off the diagonal. */
  SparseRows undirected() throws DatasetException {
    if (width > rows()) {
      throw damaged(name, "%d rows and column %d".formatted(rows(), width - 1));
    }
    EdgeCollector edges = new EdgeCollector();
    for (int row = 0; row < rows(); row++) {
      for (int k = offsets[row]; k < offsets[row + 1]; k++) {
        if (nonzero(k)) {
          edges.add(row, columns[k]);
        }
      }
    }
    return edges.toAdjacency(rows());
  }

  private boolean nonzero(int position) {
    return values.length == 0 || values[position] != 0;
  }
}
