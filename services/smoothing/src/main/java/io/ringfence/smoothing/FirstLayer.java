package io.ringfence.smoothing;

import io.ringfence.graph.RealAttributeMatrix;
import org.jspecify.annotations.Nullable;

/** The weights that meet the attributes, one row per attribute, as the kernels read them. */
final class FirstLayer {

  private final float[] rows;
  private final int width;
  private @Nullable FixedRows fixed;

  private FirstLayer(float[] rows, int width) {
    this.rows = rows;
    this.width = width;
  }

  static FirstLayer of(NativeModel model) {
    if (model instanceof GcnModel gcn) {
      return of(gcn.layers().get(0).weight());
    }
    if (model instanceof SageModel sage) {
      return sideBySide(sage.layers().get(0));
    }
    if (model instanceof GatModel gat) {
      return of(gat.layers().get(0).weight());
    }
    return of(((AppnpModel) model).first().weight());
  }

  private static FirstLayer of(WeightMatrix weight) {
    return new FirstLayer(weight.values(), weight.columns());
  }

  /**
   * Own weights on the left, neighbour weights on the right: one look at the attributes does both.
   */
  static FirstLayer sideBySide(SageLayer layer) {
    int half = layer.outputs();
    float[] rows = new float[layer.inputs() * 2 * half];
    for (int d = 0; d < layer.inputs(); d++) {
      System.arraycopy(layer.own().values(), d * half, rows, d * 2 * half, half);
      System.arraycopy(layer.neighbour().values(), d * half, rows, d * 2 * half + half, half);
    }
    return new FirstLayer(rows, 2 * half);
  }

  /** The rows in fixed point; made on first use. */
  synchronized FixedRows fixed() {
    FixedRows made = fixed;
    if (made == null) {
      made = FixedRows.of(rows, width);
      fixed = made;
    }
    return made;
  }

  /** Number of columns. */
  int width() {
    return width;
  }

  /** Number of rows. */
  int attributes() {
    return rows.length / width;
  }

  /** All rows, one after the other; read only. */
  float[] rows() {
    return rows;
  }

  /** A copy of all rows, one after the other. */
  double[] copyRows() {
    double[] copy = new double[rows.length];
    for (int i = 0; i < rows.length; i++) {
      copy[i] = rows[i];
    }
    return copy;
  }

  /**
   * R of W = Q·R, width × width and upper triangular, Q with orthonormal columns; needs at least as
   * many rows as columns. By modified Gram-Schmidt, whose R is that of a matrix within some
   * 10<sup>-15</sup>·‖W‖ of W whatever its rank (Björck 1967). O(D·width²).
   */
  double[] triangle() {
    int d = attributes();
    double[] columns = new double[rows.length];
    for (int i = 0; i < d; i++) {
      for (int k = 0; k < width; k++) {
        columns[k * d + i] = rows[i * width + k];
      }
    }
    double[] triangle = new double[width * width];
    for (int k = 0; k < width; k++) {
      double norm = Math.sqrt(dot(columns, k * d, k * d, d));
      triangle[k * width + k] = norm;
      if (norm > 0) {
        for (int i = k * d; i < (k + 1) * d; i++) {
          columns[i] /= norm;
        }
        for (int other = k + 1; other < width; other++) {
          double along = dot(columns, k * d, other * d, d);
          triangle[k * width + other] = along;
          for (int i = 0; i < d; i++) {
            columns[other * d + i] -= along * columns[k * d + i];
          }
        }
      }
    }
    return triangle;
  }

  private static double dot(double[] values, int a, int b, int length) {
    double sum = 0;
    for (int i = 0; i < length; i++) {
      sum += values[a + i] * values[b + i];
    }
    return sum;
  }

  /** Writes the product of one node's attributes with the rows, summed in double. */
  void multiply(RealAttributeMatrix attributes, int node, float[] product, int at) {
    double[] sum = new double[width];
    for (int d = 0; d < attributes.dimension(); d++) {
      double x = attributes.value(node, d);
      for (int k = 0; x != 0 && k < width; k++) {
        sum[k] += x * rows[d * width + k];
      }
    }
    for (int k = 0; k < width; k++) {
      product[at + k] = (float) sum[k];
    }
  }
}
