package io.ringfence.graph;

/** Binary attributes: row = node, column = attribute. */
public record BinaryAttributeMatrix(SparseRows ones) implements AttributeMatrix {

  @Override
  public int nodes() {
    return ones.rows();
  }

  @Override
  public int dimension() {
    return ones.width();
  }
}
