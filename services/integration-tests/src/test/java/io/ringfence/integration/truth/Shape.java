package io.ringfence.integration.truth;

import io.ringfence.integration.committed.PlainGraph;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * Nodes by index and what each layer of a network weighs them with: {@code own(i)} the node itself,
 * {@code other(i, j)} a neighbour.
 */
final class Shape {

  private final double[] own;
  private final double[][] other;

  private Shape(int nodes) {
    own = new double[nodes];
    other = new double[nodes][nodes];
  }

  /**
   * @param means whether neighbours are averaged; otherwise weights are symmetric and count the
   *     node itself as its neighbour
   */
  static Shape of(List<String> nodeIds, Set<PlainGraph.Edge> edges, boolean means) {
    List<List<Integer>> neighbours = new ArrayList<>();
    for (String id : nodeIds) {
      List<Integer> found = new ArrayList<>();
      for (int j = 0; j < nodeIds.size(); j++) {
        if (edges.contains(PlainGraph.Edge.of(id, nodeIds.get(j)))) {
          found.add(j);
        }
      }
      neighbours.add(found);
    }
    Shape shape = new Shape(nodeIds.size());
    for (int i = 0; i < nodeIds.size(); i++) {
      double degree = neighbours.get(i).size();
      shape.own[i] = means ? 1 : 1 / (degree + 1);
      for (int j : neighbours.get(i)) {
        double theirs = neighbours.get(j).size();
        shape.other[i][j] = means ? 1 / degree : 1 / Math.sqrt((degree + 1) * (theirs + 1));
      }
    }
    return shape;
  }

  int nodes() {
    return own.length;
  }

  double own(int node) {
    return own[node];
  }

  double other(int node, int neighbour) {
    return other[node][neighbour];
  }
}
