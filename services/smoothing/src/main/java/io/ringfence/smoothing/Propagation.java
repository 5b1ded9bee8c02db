package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The propagation matrices of the models as sparse arrays: {@code Â = D^-1/2 (A + I) D^-1/2}, D
 * counting the self loop, or for SAGE the mean over neighbours.
 */
final class Propagation {

  private Propagation() {}

  /** {@code Â} or, for SAGE, the matrix that averages over neighbours. */
  static NDArray of(NativeModel model, DjlArrays arrays, SparseRows neighbours, int[] degrees) {
    Entries entries = new Entries(neighbours.entries() + neighbours.rows());
    for (int i = 0; i < neighbours.rows(); i++) {
      row(model, neighbours, degrees, i, i, node -> node, entries);
    }
    return entries.matrix(arrays, neighbours.rows());
  }

  /**
   * The same among the nodes of a receptive field, by their positions. Rows of the nodes farthest
   * away are left empty: what they would get reaches no target.
   */
  static NDArray of(NativeModel model, DjlArrays arrays, Subgraph subgraph, RegionField field) {
    int n = field.nodes();
    int[] position = new int[subgraph.nodes()];
    for (int p = 0; p < n; p++) {
      position[field.local(p)] = p;
    }
    int[] degrees = IntStream.range(0, subgraph.nodes()).map(subgraph::degree).toArray();
    int rows = field.hops() == 0 ? 0 : field.within(field.hops() - 1);
    int size = IntStream.range(0, rows).map(p -> 1 + degrees[field.local(p)]).sum();
    Entries entries = new Entries(size);
    for (int p = 0; p < rows; p++) {
      row(model, subgraph.neighbours(), degrees, p, field.local(p), i -> position[i], entries);
    }
    return entries.matrix(arrays, n);
  }

  private static void row(
      NativeModel model,
      SparseRows neighbours,
      int[] degrees,
      int row,
      int node,
      IntUnaryOperator column,
      Entries entries) {
    boolean mean = model instanceof SageModel;
    if (!mean) {
      entries.add(row, column.applyAsInt(node), (float) (1 / (degrees[node] + 1.0)));
    }
    for (int k = neighbours.start(node); k < neighbours.end(node); k++) {
      int other = neighbours.column(k);
      float weight =
          mean
              ? 1f / degrees[node]
              : (float) (1 / Math.sqrt((degrees[node] + 1.0) * (degrees[other] + 1.0)));
      entries.add(row, column.applyAsInt(other), weight);
    }
  }

  /** Coordinates and weights as they are found; never none, which torch does not take. */
  private static final class Entries {
    private final long[] rows;
    private final long[] columns;
    private final float[] weights;
    private int size;

    Entries(int capacity) {
      this.rows = new long[Math.max(1, capacity)];
      this.columns = new long[rows.length];
      this.weights = new float[rows.length];
    }

    void add(int row, int column, float weight) {
      rows[size] = row;
      columns[size] = column;
      weights[size++] = weight;
    }

    NDArray matrix(DjlArrays arrays, int n) {
      int count = Math.max(1, size);
      long[] coordinates = Arrays.copyOf(rows, 2 * count);
      System.arraycopy(columns, 0, coordinates, count, count);
      return arrays.sparseWeights(coordinates, Arrays.copyOf(weights, count), n, n);
    }
  }
}
