package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import org.jgrapht.Graph;
import org.jgrapht.graph.builder.GraphTypeBuilder;
import org.jgrapht.util.SupplierUtil;

/** Adjacency as the library for graphs wants it. */
final class GraphViews {

  private GraphViews() {}

  /** A copy with nodes 0 … n-1, every edge one hop long. */
  static Graph<Integer, Integer> of(SparseRows adjacency) {
    Graph<Integer, Integer> graph =
        GraphTypeBuilder.<Integer, Integer>undirected()
            .edgeSupplier(SupplierUtil.createIntegerSupplier())
            .buildGraph();
    for (int node = 0; node < adjacency.rows(); node++) {
      graph.addVertex(node);
    }
    for (int node = 0; node < adjacency.rows(); node++) {
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        if (adjacency.column(k) > node) {
          graph.addEdge(node, adjacency.column(k));
        }
      }
    }
    return graph;
  }
}
