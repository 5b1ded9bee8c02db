package io.ringfence.graph.region;

import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SparseRows;
import java.util.List;

/**
 * A way to partition a graph into regions. Deterministic: same adjacency, same regions.
 *
 * <p>Whatever the way, ranks and distances of the assignment come from hop distances: entry (c, j)
 * is the mean over the nodes of region j of their distance to the nearest node of region c. A node
 * that cannot be reached counts as far as there are nodes in the graph, longer than any path.
 */
@FunctionalInterface
public interface RegionPlanner {

  /**
   * @param adjacency n × n, symmetric, without self loops, for example {@code
   *     graph.whole().neighbours()}
   */
  RegionAssignment plan(SparseRows adjacency);

  /**
   * Regions of about the same size, grown from seeds that are far apart: none is larger than 1.1
   * times the mean (rounded up). Where a graph falls into pieces a region may, too.
   *
   * @param regions K, at least 1; lowered to the number of nodes
   * @param seed picks where the first seed is sought
   */
  static RegionPlanner balanced(int regions, long seed) {
    requirePositive(regions);
    return adjacency ->
        RegionDistances.assign(adjacency, new BalancedGrowth(adjacency, regions, seed).regionOf());
  }

  /**
   * Regions by label propagation: densely linked groups, merged or split until there are K. Sizes
   * may differ widely.
   *
   * @param regions K, at least 1; lowered to the number of nodes
   */
  static RegionPlanner labelPropagation(int regions, long seed) {
    requirePositive(regions);
    return adjacency ->
        RegionDistances.assign(
            adjacency, new CommunityRegions(adjacency, regions, seed).regionOf());
  }

  /**
   * Regions that the user gives; K is the largest index plus one.
   *
   * @param regionOf region of each node, from 0 on
   */
  static RegionPlanner given(List<Integer> regionOf) {
    int[] regions = regionOf.stream().mapToInt(Integer::intValue).toArray();
    return adjacency -> RegionDistances.assign(adjacency, GivenRegions.check(regions, adjacency));
  }

  private static void requirePositive(int regions) {
    if (regions < 1) {
      throw new IllegalArgumentException(
          "%d regions asked for; ask for at least one.".formatted(regions));
    }
  }
}
