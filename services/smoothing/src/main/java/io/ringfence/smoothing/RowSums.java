package io.ringfence.smoothing;

/**
 * Sums of rows of a matrix: the one inner loop of this package, used both to multiply a 0/1 vector
 * with weights and to propagate along edges.
 *
 * <p>Every row is an array of its own, and loops run from 0 to the length of the sum: that is the
 * form that HotSpot's compiler turns into vector instructions (the same loop over pieces of one
 * large array stays scalar and takes twice as long on Java 17). Four rows are taken per pass over
 * the sum.
 *
 * <p>The rows are added strictly one after the other, {@code ((s + r0) + r1) + …}; taking several
 * per pass changes how often the sum is loaded, not one rounding. A sum therefore depends only on
 * the order of its rows, not on how the caller cuts the list into pieces.
 */
final class RowSums {

  private RowSums() {}

  /** Adds rows {@code rows[from … to-1]} of a matrix to a vector as long as they are. */
  static void add(float[][] matrix, int[] rows, int from, int to, float[] sum) {
    int i = from;
    for (; i + 4 <= to; i += 4) {
      addFour(matrix[rows[i]], matrix[rows[i + 1]], matrix[rows[i + 2]], matrix[rows[i + 3]], sum);
    }
    if (i + 2 <= to) {
      addTwo(matrix[rows[i]], matrix[rows[i + 1]], sum);
      i += 2;
    }
    if (i < to) {
      addOne(matrix[rows[i]], sum);
    }
  }

  private static void addOne(float[] a, float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = sum[k] + a[k];
    }
  }

  private static void addTwo(float[] a, float[] b, float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = (sum[k] + a[k]) + b[k];
    }
  }

  private static void addFour(float[] a, float[] b, float[] c, float[] d, float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = (((sum[k] + a[k]) + b[k]) + c[k]) + d[k];
    }
  }

  /** Adds a vector to rows {@code rows[from … to-1]} of a matrix. */
  static void push(float[] vector, int[] rows, int from, int to, float[][] matrix) {
    for (int i = from; i < to; i++) {
      addOne(vector, matrix[rows[i]]);
    }
  }

  /** As the other, for integers. */
  static void add(int[][] matrix, int[] rows, int from, int to, int[] sum) {
    int i = from;
    for (; i + 4 <= to; i += 4) {
      addFour(matrix[rows[i]], matrix[rows[i + 1]], matrix[rows[i + 2]], matrix[rows[i + 3]], sum);
    }
    if (i + 2 <= to) {
      addTwo(matrix[rows[i]], matrix[rows[i + 1]], sum);
      i += 2;
    }
    if (i < to) {
      addOne(matrix[rows[i]], sum);
    }
  }

  private static void addOne(int[] a, int[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += a[k];
    }
  }

  private static void addTwo(int[] a, int[] b, int[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += a[k] + b[k];
    }
  }

  private static void addFour(int[] a, int[] b, int[] c, int[] d, int[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] += a[k] + b[k] + c[k] + d[k];
    }
  }
}
