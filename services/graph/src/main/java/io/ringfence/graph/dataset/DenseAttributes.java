package io.ringfence.graph.dataset;

import io.ringfence.graph.RealAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.npy.NpyArray;
import java.io.IOException;

/** Real attributes from the forms that files have them in; every number is kept in memory. */
final class DenseAttributes {

  /** Share of the heap that the numbers of one graph may take. */
  private static final int SHARE_OF_HEAP = 4;

  private DenseAttributes() {}

  /** Zeros, to be filled. */
  static float[] zeros(int nodes, int dimension) throws DatasetException {
    long bytes = (long) nodes * dimension * Float.BYTES;
    long most =
        Math.min(
            Runtime.getRuntime().maxMemory() / SHARE_OF_HEAP,
            (long) Integer.MAX_VALUE * Float.BYTES);
    if (bytes > most) {
      throw new DatasetException(
          "%d nodes with %d real attributes take %d bytes; at most %d are kept. Give Java more memory (-Xmx), or read them as binary ones."
              .formatted(nodes, dimension, bytes, most));
    }
    return new float[nodes * dimension];
  }

  /** Ones at the given places and zeros elsewhere. */
  static RealAttributeMatrix of(SparseRows ones) throws DatasetException {
    float[] values = zeros(ones.rows(), ones.width());
    for (int row = 0; row < ones.rows(); row++) {
      for (int k = ones.start(row); k < ones.end(row); k++) {
        values[row * ones.width() + ones.column(k)] = 1;
      }
    }
    return RealAttributeMatrix.owning(values, ones.rows(), ones.width());
  }

  /**
   * A matrix of numbers, one row per node.
   *
   * @param name for messages
   */
  static RealAttributeMatrix of(String name, NpyArray array) throws IOException {
    if (array.shape().size() != 2) {
      throw new DatasetException(
          "%s has the shape %s; attributes are a matrix of nodes and attributes."
              .formatted(name, array.shape()));
    }
    int nodes = array.shape().get(0);
    int dimension = array.shape().get(1);
    return finite(name, array.toFloats(), nodes, dimension);
  }

  /** Takes over the values if all are finite. */
  static RealAttributeMatrix finite(String name, float[] values, int nodes, int dimension)
      throws DatasetException {
    for (int k = 0; k < values.length; k++) {
      if (!Float.isFinite(values[k])) {
        throw new DatasetException(
            "%s has the value %s at node %d, attribute %d; values must be finite (float32). Correct it."
                .formatted(name, values[k], k / dimension, k % dimension));
      }
    }
    return RealAttributeMatrix.owning(values, nodes, dimension);
  }
}
