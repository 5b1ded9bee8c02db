package io.ringfence.graph;

/**
 * What one graph may grow to; an update beyond it is refused whole.
 *
 * <p>An attribute counts as set where it is a one or a real value other than zero; how many
 * attributes a node has at all is the model's.
 *
 * @param nodes most nodes
 * @param edges most edges
 * @param degree most edges of one node
 * @param nodeAttributes most attributes that are set at one node
 * @param attributes most attributes that are set in the whole graph
 * @param nodeIdBytes longest node id in UTF-8 bytes
 */
public record GraphLimits(
    int nodes, int edges, int degree, int nodeAttributes, long attributes, int nodeIdBytes) {

  /**
   * A million nodes, ten million edges, 100,000 edges and as many set attributes per node, a
   * billion set attributes in all, ids of 256 bytes.
   */
  public static final GraphLimits DEFAULT =
      new GraphLimits(1_000_000, 10_000_000, 100_000, 100_000, 1_000_000_000, 256);
}
