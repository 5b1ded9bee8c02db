package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.Subgraph;

/** The regions of one generation: those that the graph has, or those that it will have. */
interface EpochRegions {

  /** Region of a node, -1 before the first epoch; constant time. */
  int of(long ordinal);

  /** A piece of the graph as this generation smooths it. */
  Subgraph on(Subgraph piece);

  /** The regions that the graph itself has. */
  static EpochRegions of(LiveGraph graph) {
    return new EpochRegions() {
      @Override
      public int of(long ordinal) {
        return graph.region(ordinal);
      }

      @Override
      public Subgraph on(Subgraph piece) {
        return piece;
      }
    };
  }
}
