package io.ringfence.graph;

import java.util.Arrays;
import java.util.function.LongToIntFunction;

/**
 * An immutable piece of a graph at one version: all that is needed to smooth some of its nodes.
 *
 * <p>Nodes carry local indices 0 … n-1 in ascending order of their <b>ordinal</b>, the graph-wide
 * number that a node keeps for life and that is never given to another node. Noise is keyed by the
 * ordinal and sums run in its order, so that a node's result does not depend on which piece of the
 * graph it was computed from. Edges are undirected, without self loops.
 */
public final class Subgraph {

  private final long[] ordinals;
  private final int[] regions;
  private final int[] degrees;
  private final SparseRows neighbours;
  private final AttributeMatrix attributes;

  /**
   * Takes over the arrays without copying; the caller must not touch them again.
   *
   * @param ordinals n ordinals, strictly ascending
   * @param regions n region indices, not negative
   * @param degrees n degrees in the <b>whole</b> graph; at the border of the piece larger than the
   *     number of neighbours within it
   * @param neighbours n × n adjacency within the piece
   * @param attributes n rows
   */
  public Subgraph(
      long[] ordinals,
      int[] regions,
      int[] degrees,
      SparseRows neighbours,
      AttributeMatrix attributes) {
    int n = ordinals.length;
    if (regions.length != n
        || degrees.length != n
        || neighbours.rows() != n
        || neighbours.width() != n
        || attributes.nodes() != n) {
      throw new IllegalArgumentException(
          "All parts of a subgraph must speak of the same %d nodes.".formatted(n));
    }
    for (int node = 0; node < n; node++) {
      if (node > 0 && ordinals[node] <= ordinals[node - 1]) {
        throw new IllegalArgumentException("Ordinals of a subgraph must ascend strictly.");
      }
      if (degrees[node] < neighbours.count(node)) {
        throw new IllegalArgumentException(
            "Node %d has degree %d but %d neighbours."
                .formatted(node, degrees[node], neighbours.count(node)));
      }
    }
    this.ordinals = ordinals;
    this.regions = regions;
    this.degrees = degrees;
    this.neighbours = neighbours;
    this.attributes = attributes;
  }

  /** The same piece with other regions, given by ordinal; shares all else. */
  public Subgraph withRegions(LongToIntFunction regionOf) {
    int[] other = new int[ordinals.length];
    for (int node = 0; node < other.length; node++) {
      other[node] = regionOf.applyAsInt(ordinals[node]);
    }
    return new Subgraph(ordinals, other, degrees, neighbours, attributes);
  }

  /** Number of nodes, n. */
  public int nodes() {
    return ordinals.length;
  }

  /** The graph-wide number of a node. */
  public long ordinal(int node) {
    return ordinals[node];
  }

  /** Local index of the node with this ordinal, or -1 if the piece does not hold it; O(log n). */
  public int local(long ordinal) {
    int index = Arrays.binarySearch(ordinals, ordinal);
    return index < 0 ? -1 : index;
  }

  /** Region of a node, which decides the noise it gives (as output) and receives (as input). */
  public int region(int node) {
    return regions[node];
  }

  /** Degree of a node in the whole graph, without a self loop. */
  public int degree(int node) {
    return degrees[node];
  }

  /** Neighbours within the piece, by local index. */
  public SparseRows neighbours() {
    return neighbours;
  }

  /** Attributes by local index. */
  public AttributeMatrix attributes() {
    return attributes;
  }
}
