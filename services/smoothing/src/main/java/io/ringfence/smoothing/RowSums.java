package io.ringfence.smoothing;

/**
 * Sums of rows of a matrix: the one inner loop of this package, used both to multiply a 0/1 vector
 * with weights and to propagate along edges.
 *
 * <p>The rows are added strictly one after the other, {@code ((s + r0) + r1) + …}; taking several
 * per pass over the sum changes how often the sum is loaded, not one rounding. A sum therefore
 * depends only on the order of its rows, not on how the caller cuts the list into pieces.
 */
final class RowSums {

  private RowSums() {}

  /**
   * Adds rows {@code rows[from … to-1]} of a matrix to a vector.
   *
   * @param matrix row-major, {@code width} columns
   * @param sum where the vector lies, from {@code at} on
   */
  static void add(float[] matrix, int width, int[] rows, int from, int to, float[] sum, int at) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      addEight(matrix, width, rows, i, sum, at);
    }
    if (i + 4 <= to) {
      addFour(matrix, width, rows, i, sum, at);
      i += 4;
    }
    for (; i < to; i++) {
      addOne(matrix, width, rows[i], sum, at);
    }
  }

  static void addOne(float[] matrix, int width, int row, float[] sum, int at) {
    int a = row * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] = sum[at + k] + matrix[a + k];
    }
  }

  private static void addFour(float[] matrix, int width, int[] rows, int i, float[] sum, int at) {
    int a = rows[i] * width;
    int b = rows[i + 1] * width;
    int c = rows[i + 2] * width;
    int d = rows[i + 3] * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] =
          (((sum[at + k] + matrix[a + k]) + matrix[b + k]) + matrix[c + k]) + matrix[d + k];
    }
  }

  private static void addEight(float[] matrix, int width, int[] rows, int i, float[] sum, int at) {
    int a = rows[i] * width;
    int b = rows[i + 1] * width;
    int c = rows[i + 2] * width;
    int d = rows[i + 3] * width;
    int e = rows[i + 4] * width;
    int f = rows[i + 5] * width;
    int g = rows[i + 6] * width;
    int h = rows[i + 7] * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] =
          (((((((sum[at + k] + matrix[a + k]) + matrix[b + k]) + matrix[c + k]) + matrix[d + k])
                          + matrix[e + k])
                      + matrix[f + k])
                  + matrix[g + k])
              + matrix[h + k];
    }
  }

  /**
   * As the other, for integers: adds rows {@code rows[from … to-1]} of a matrix to a vector.
   *
   * @param matrix row-major, {@code width} columns
   * @param sum where the vector lies, from {@code at} on
   */
  static void add(int[] matrix, int width, int[] rows, int from, int to, int[] sum, int at) {
    int i = from;
    for (; i + 8 <= to; i += 8) {
      addEight(matrix, width, rows, i, sum, at);
    }
    if (i + 4 <= to) {
      addFour(matrix, width, rows, i, sum, at);
      i += 4;
    }
    for (; i < to; i++) {
      addOne(matrix, width, rows[i], sum, at);
    }
  }

  static void addOne(int[] matrix, int width, int row, int[] sum, int at) {
    int a = row * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] = sum[at + k] + matrix[a + k];
    }
  }

  private static void addFour(int[] matrix, int width, int[] rows, int i, int[] sum, int at) {
    int a = rows[i] * width;
    int b = rows[i + 1] * width;
    int c = rows[i + 2] * width;
    int d = rows[i + 3] * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] =
          (((sum[at + k] + matrix[a + k]) + matrix[b + k]) + matrix[c + k]) + matrix[d + k];
    }
  }

  private static void addEight(int[] matrix, int width, int[] rows, int i, int[] sum, int at) {
    int a = rows[i] * width;
    int b = rows[i + 1] * width;
    int c = rows[i + 2] * width;
    int d = rows[i + 3] * width;
    int e = rows[i + 4] * width;
    int f = rows[i + 5] * width;
    int g = rows[i + 6] * width;
    int h = rows[i + 7] * width;
    for (int k = 0; k < width; k++) {
      sum[at + k] =
          (((((((sum[at + k] + matrix[a + k]) + matrix[b + k]) + matrix[c + k]) + matrix[d + k])
                          + matrix[e + k])
                      + matrix[f + k])
                  + matrix[g + k])
              + matrix[h + k];
    }
  }
}
