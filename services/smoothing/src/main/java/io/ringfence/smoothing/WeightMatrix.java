package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * A matrix of finite float32 weights in row-major order; a bias is a matrix of one row. Immutable;
 * owns its array.
 */
public final class WeightMatrix {

  private final float[] values;
  private final int rows;
  private final int columns;

  private WeightMatrix(float[] values, int rows, int columns) {
    this.values = values;
    this.rows = rows;
    this.columns = columns;
  }

  /**
   * Takes over {@code values} without copying; the caller must not touch them again.
   *
   * @param values {@code rows × columns} finite numbers, row-major
   * @throws ModelException if the length does not fit or a value is NaN or infinite
   */
  public static WeightMatrix owning(float[] values, int rows, int columns) {
    if (rows < 1 || columns < 1 || values.length != Math.multiplyExact(rows, columns)) {
      throw new ModelException(
          "%d weights do not make a matrix of shape [%d, %d]; give rows × columns of them, both positive."
              .formatted(values.length, rows, columns));
    }
    for (int i = 0; i < values.length; i++) {
      if (!Float.isFinite(values[i])) {
        throw new ModelException(
            "Weight [%d, %d] is %s; weights must be finite numbers. Train the model again or repair the file."
                .formatted(i / columns, i % columns, values[i]));
      }
    }
    return new WeightMatrix(values, rows, columns);
  }

  /** A bias of zeros: what an absent bias means. */
  static WeightMatrix zeroBias(int columns) {
    return new WeightMatrix(new float[columns], 1, columns);
  }

  public int rows() {
    return rows;
  }

  public int columns() {
    return columns;
  }

  /** One weight. */
  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** A copy of all weights, row after row. */
  public float[] copyValues() {
    return values.clone();
  }

  /** The array itself, for the kernels of this package, which only read it. */
  float[] values() {
    return values;
  }

  String shape() {
    return "[" + rows + ", " + columns + "]";
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof WeightMatrix that
        && rows == that.rows
        && columns == that.columns
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(values) + columns;
  }

  @Override
  public String toString() {
    return "WeightMatrix" + shape();
  }
}
