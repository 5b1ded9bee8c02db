package io.ringfence.graph;

/**
 * What one graph may grow to; an update beyond it is refused whole.
 *
 * @param nodes most nodes
 * @param edges most edges
 * @param degree most edges of one node
 * @param nodeIdBytes longest node id in UTF-8 bytes
 */
public record GraphLimits(int nodes, int edges, int degree, int nodeIdBytes) {

  /** A million nodes, ten million edges, 100,000 edges per node, ids of 256 bytes. */
  public static final GraphLimits DEFAULT = new GraphLimits(1_000_000, 10_000_000, 100_000, 256);
}
