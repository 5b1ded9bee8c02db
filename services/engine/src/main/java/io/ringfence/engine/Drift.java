package io.ringfence.engine;

/**
 * How far a graph has moved from what its regions were chosen for.
 *
 * @param growth nodes now over nodes when the epoch opened
 * @param imbalance imbalance of the regions now over that when the epoch opened
 * @param cut share of edges between regions now less that when the epoch opened
 * @param newEdges edges put since the epoch opened over edges now, at most 1; an edge that comes
 *     and goes counts every time
 */
public record Drift(double growth, double imbalance, double cut, double newEdges) {

  static Drift between(GraphShape then, GraphShape now, long edgesPut) {
    return new Drift(
        (double) now.nodes() / Math.max(1, then.nodes()),
        now.imbalance() / then.imbalance(),
        now.cut() - then.cut(),
        Math.min(1, (double) edgesPut / Math.max(1, now.edges())));
  }
}
