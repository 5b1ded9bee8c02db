package io.ringfence.graph;

/** Real attributes in row-major order, float32. Immutable; owns its array. */
public final class RealAttributeMatrix implements AttributeMatrix {

  private final float[] values;
  private final int nodes;
  private final int dimension;

  private RealAttributeMatrix(float[] values, int nodes, int dimension) {
    this.values = values;
    this.nodes = nodes;
    this.dimension = dimension;
  }

  /**
   * Takes over {@code values} ({@code nodes × dimension}, row-major) without copying.
   *
   * @throws IllegalArgumentException if the length does not fit
   */
  public static RealAttributeMatrix owning(float[] values, int nodes, int dimension) {
    if (values.length != Math.multiplyExact(nodes, dimension)) {
      throw new IllegalArgumentException(
          "%d values do not make %d nodes with %d attributes."
              .formatted(values.length, nodes, dimension));
    }
    return new RealAttributeMatrix(values, nodes, dimension);
  }

  @Override
  public int nodes() {
    return nodes;
  }

  @Override
  public int dimension() {
    return dimension;
  }

  /** One attribute of one node. */
  public float value(int node, int attribute) {
    return values[node * dimension + attribute];
  }
}
