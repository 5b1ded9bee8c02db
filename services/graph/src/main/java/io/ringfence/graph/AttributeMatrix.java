package io.ringfence.graph;

/** The attributes of some nodes, one row each. */
public sealed interface AttributeMatrix permits BinaryAttributeMatrix, RealAttributeMatrix {

  /** Number of nodes. */
  int nodes();

  /** Number of attributes per node, D. */
  int dimension();
}
