package io.ringfence.certificates.real;

import java.util.Arrays;

/**
 * The simplex method on a small dense tableau: max c·z subject to A·z ≤ b, z ≥ 0, with b ≥ 0, so
 * that z = 0 is a vertex to start from. Columns enter by the steepest reduced cost, after many
 * pivots by Bland's rule, which cannot cycle (Bland 1977).
 *
 * <p>Nothing here is believed: the point only says where to look for attacks, and the multipliers
 * become a proven bound in {@link Relaxation}. Not thread-safe.
 */
final class DenseSimplex {

  private static final double TOLERANCE = 1e-10;

  private final int rows;
  private final int columns;

  /** Constraint rows, then the row of reduced costs; the last column holds b. */
  private final double[][] tableau;

  private final int[] basic;
  private final int[] nonbasic;

  /**
   * @param a rows × columns; copied
   * @param b one per row, at least 0
   * @param c one per column
   */
  DenseSimplex(double[][] a, double[] b, double[] c) {
    rows = a.length;
    columns = c.length;
    tableau = new double[rows + 1][];
    basic = new int[rows];
    nonbasic = new int[columns];
    for (int i = 0; i < rows; i++) {
      tableau[i] = Arrays.copyOf(a[i], columns + 1);
      tableau[i][columns] = b[i];
      basic[i] = columns + i;
    }
    tableau[rows] = new double[columns + 1];
    for (int j = 0; j < columns; j++) {
      tableau[rows][j] = -c[j];
      nonbasic[j] = j;
    }
  }

  /** Pivots until no column promises more, or too often. */
  void run() {
    int steepest = 20 * (rows + columns);
    for (int pivots = 0; pivots < 2 * steepest; pivots++) {
      int entering = pivots < steepest ? steepestColumn() : firstColumn();
      int leaving = entering < 0 ? -1 : leavingRow(entering);
      if (leaving < 0) {
        return;
      }
      pivot(leaving, entering);
    }
  }

  /** z, one per column. */
  double[] point() {
    double[] z = new double[columns];
    for (int i = 0; i < rows; i++) {
      if (basic[i] < columns) {
        z[basic[i]] = tableau[i][columns];
      }
    }
    return z;
  }

  /** Dual values, one per row. */
  double[] multipliers() {
    double[] y = new double[rows];
    for (int j = 0; j < columns; j++) {
      if (nonbasic[j] >= columns) {
        y[nonbasic[j] - columns] = tableau[rows][j];
      }
    }
    return y;
  }

  private int steepestColumn() {
    int best = -1;
    double lowest = -TOLERANCE;
    for (int j = 0; j < columns; j++) {
      if (tableau[rows][j] < lowest) {
        lowest = tableau[rows][j];
        best = j;
      }
    }
    return best;
  }

  private int firstColumn() {
    int best = -1;
    for (int j = 0; j < columns; j++) {
      if (tableau[rows][j] < -TOLERANCE && (best < 0 || nonbasic[j] < nonbasic[best])) {
        best = j;
      }
    }
    return best;
  }

  private int leavingRow(int entering) {
    int best = -1;
    double least = Double.POSITIVE_INFINITY;
    for (int i = 0; i < rows; i++) {
      double rise = tableau[i][entering];
      if (rise > TOLERANCE) {
        double ratio = tableau[i][columns] / rise;
        if (ratio < least || (ratio == least && basic[i] < basic[best])) {
          least = ratio;
          best = i;
        }
      }
    }
    return best;
  }

  private void pivot(int leaving, int entering) {
    double[] row = tableau[leaving];
    double inverse = 1 / row[entering];
    for (int j = 0; j <= columns; j++) {
      row[j] *= inverse;
    }
    row[entering] = inverse;
    for (int i = 0; i <= rows; i++) {
      double factor = tableau[i][entering];
      if (i != leaving && factor != 0) {
        double[] other = tableau[i];
        for (int j = 0; j <= columns; j++) {
          other[j] -= factor * row[j];
        }
        other[entering] = -factor * inverse;
      }
    }
    int label = basic[leaving];
    basic[leaving] = nonbasic[entering];
    nonbasic[entering] = label;
  }
}
