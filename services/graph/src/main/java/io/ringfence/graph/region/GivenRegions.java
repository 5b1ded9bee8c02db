package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;

/** Checks regions that a user gives. */
final class GivenRegions {

  /** A schedule has K × K levels: more regions than this are taken for a mistake. */
  private static final int MAX_REGIONS = 4096;

  private GivenRegions() {}

  static int[] check(int[] regionOf, SparseRows adjacency) {
    if (regionOf.length != adjacency.rows()) {
      throw new IllegalArgumentException(
          "%d regions given for %d nodes; give one per node, in the order of the nodes."
              .formatted(regionOf.length, adjacency.rows()));
    }
    for (int node = 0; node < regionOf.length; node++) {
      if (regionOf[node] < 0 || regionOf[node] >= MAX_REGIONS) {
        throw new IllegalArgumentException(
            "Node %d is given region %d; regions are 0 to %d."
                .formatted(node, regionOf[node], MAX_REGIONS - 1));
      }
    }
    return regionOf.clone();
  }
}
