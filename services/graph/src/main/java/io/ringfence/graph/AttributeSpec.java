package io.ringfence.graph;

/** Kind and number of the attributes that every node of a graph has. */
public record AttributeSpec(Kind kind, int dimension) {

  /** Whether attributes are bits or real numbers. */
  public enum Kind {
    BINARY,
    REAL
  }
}
