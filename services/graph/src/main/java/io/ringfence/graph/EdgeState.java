package io.ringfence.graph;

/** An undirected edge; {@code source} is the lexicographically smaller id. */
public record EdgeState(String source, String target) {

  public EdgeState {
    if (source.compareTo(target) >= 0) {
      throw new IllegalArgumentException(
          "Edge (%s, %s) must name its smaller end first; use EdgeState.of."
              .formatted(source, target));
    }
  }

  /** The edge between two different nodes, in either order. */
  public static EdgeState of(String one, String other) {
    return one.compareTo(other) < 0 ? new EdgeState(one, other) : new EdgeState(other, one);
  }
}
