package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import io.ringfence.graph.SparseRows;

/** The propagation matrices of the models as sparse arrays. */
final class Propagation {

  private Propagation() {}

  /** {@code Â} or, for SAGE, the matrix that averages over neighbours. */
  static NDArray of(Model model, DjlArrays arrays, SparseRows neighbours, int[] degrees) {
    return model instanceof SageModel
        ? mean(arrays, neighbours, degrees)
        : symmetric(arrays, neighbours, degrees);
  }

  /** {@code D^-1/2 (A + I) D^-1/2}, D counting the self loop. */
  private static NDArray symmetric(DjlArrays arrays, SparseRows neighbours, int[] degrees) {
    int n = neighbours.rows();
    int entries = neighbours.entries() + n;
    long[] coordinates = new long[2 * entries];
    float[] values = new float[entries];
    int at = 0;
    for (int i = 0; i < n; i++) {
      coordinates[at] = i;
      coordinates[entries + at] = i;
      values[at++] = (float) (1 / (degrees[i] + 1.0));
      for (int k = neighbours.start(i); k < neighbours.end(i); k++) {
        int j = neighbours.column(k);
        coordinates[at] = i;
        coordinates[entries + at] = j;
        values[at++] = (float) (1 / Math.sqrt((degrees[i] + 1.0) * (degrees[j] + 1.0)));
      }
    }
    return arrays.sparse(coordinates, values, n, n);
  }

  private static NDArray mean(DjlArrays arrays, SparseRows neighbours, int[] degrees) {
    int n = neighbours.rows();
    int entries = neighbours.entries();
    long[] coordinates = new long[2 * entries];
    float[] values = new float[entries];
    int at = 0;
    for (int i = 0; i < n; i++) {
      for (int k = neighbours.start(i); k < neighbours.end(i); k++) {
        coordinates[at] = i;
        coordinates[entries + at] = neighbours.column(k);
        values[at++] = 1f / degrees[i];
      }
    }
    return arrays.sparse(coordinates, values, n, n);
  }
}
