package io.ringfence.graph;

/** Attributes of one node inside the live graph. Immutable: a change makes a new row. */
sealed interface AttributeRow permits OnesRow, ValuesRow {

  /** Attributes that are set: ones, or values other than zero. Constant time. */
  int set();

  /** The row as the outside sees it. */
  NodeAttributes toAttributes();

  /** The row of attributes that {@link AttributeRules} accept. */
  static AttributeRow of(NodeAttributes attributes) {
    if (attributes instanceof BinaryAttributes binary) {
      return OnesRow.of(binary.ones());
    }
    return ValuesRow.of(((RealAttributes) attributes).values());
  }
}
