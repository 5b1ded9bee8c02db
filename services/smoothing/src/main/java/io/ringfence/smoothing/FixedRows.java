package io.ringfence.smoothing;

import org.jspecify.annotations.Nullable;

/**
 * The rows of a {@link FirstLayer} as 32-bit integers, each column in a unit of its own. Sums of
 * rows are exact: they come out the same in whatever order and pieces they are made, which lets all
 * noise levels share them, and no set of attributes overflows them.
 *
 * <p>The unit of a column is the smallest power of two for which the magnitudes of all its weights
 * sum to less than 2<sup>31</sup>. Rounding a weight to it costs at most half a unit: of a column
 * whose weights sum to 300, 7e-8. Immutable.
 */
final class FixedRows {

  private final int[][] rows;
  private final float[] units;
  private int @Nullable [][] blocks;

  private FixedRows(int[][] rows, float[] units) {
    this.rows = rows;
    this.units = units;
  }

  /**
   * @param weights row-major, {@code width} columns
   */
  static FixedRows of(float[] weights, int width) {
    int count = weights.length / width;
    double[] sums = new double[width];
    for (int i = 0; i < weights.length; i++) {
      sums[i % width] += Math.abs((double) weights[i]);
    }
    float[] units = new float[width];
    for (int k = 0; k < width; k++) {
      // Rounding adds at most half a unit per row, the sum in double next to nothing.
      double room = Integer.MAX_VALUE - (count / 2.0 + 2);
      int exponent = Math.max(Math.getExponent(sums[k] / room) + 1, -100);
      units[k] = Math.scalb(1f, exponent);
    }
    int[][] rows = new int[count][width];
    for (int i = 0; i < weights.length; i++) {
      rows[i / width][i % width] = (int) Math.rint((double) weights[i] / units[i % width]);
    }
    return new FixedRows(rows, units);
  }

  int width() {
    return units.length;
  }

  /** Adds the rows of some attributes to a vector of units. */
  void add(int[] attributes, int from, int to, int[] sum) {
    RowSums.add(rows, attributes, from, to, sum);
  }

  /** Writes the sum of two vectors of units as numbers. */
  void read(int[] left, int[] right, float[] numbers) {
    float[] unit = units;
    for (int k = 0; k < unit.length; k++) {
      numbers[k] = (left[k] + right[k]) * unit[k];
    }
  }

  /**
   * The same weights by blocks of columns, each block row after row, padded with zeros; made on
   * first use, read only.
   *
   * @param part how many columns belong together: no block holds columns of two parts
   */
  synchronized int[][] blocks(int part, int width) {
    int[][] made = blocks;
    if (made == null) {
      int perPart = (part + width - 1) / width;
      made = new int[units.length / part * perPart][rows.length * width];
      for (int k = 0; k < units.length; k++) {
        int[] block = made[k / part * perPart + k % part / width];
        for (int row = 0; row < rows.length; row++) {
          block[row * width + k % part % width] = rows[row][k];
        }
      }
      blocks = made;
    }
    return made;
  }

  /** The units in the order of {@link #blocks}. */
  float[] units(int part, int width) {
    int perPart = (part + width - 1) / width;
    float[] made = new float[units.length / part * perPart * width];
    for (int k = 0; k < units.length; k++) {
      made[(k / part * perPart + k % part / width) * width + k % part % width] = units[k];
    }
    return made;
  }
}
