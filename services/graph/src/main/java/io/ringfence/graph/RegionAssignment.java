package io.ringfence.graph;

import java.util.List;

/**
 * A partition of a graph's nodes into regions 0 … K-1 together with, for each region, the others by
 * nearness.
 *
 * @param regions K
 * @param regionOf region of each node, in ascending order of ordinals
 * @param ranks {@code ranks.get(c).get(j)} is the rank of region j in c's order of nearness: 0 for
 *     c itself (not "the region at rank j")
 * @param distances {@code distances.get(c).get(j)} mean hop distance from c to j, 0 for c itself
 */
public record RegionAssignment(
    int regions, List<Integer> regionOf, List<List<Integer>> ranks, List<List<Double>> distances) {

  public RegionAssignment {
    regionOf = List.copyOf(regionOf);
    ranks = ranks.stream().map(List::copyOf).toList();
    distances = distances.stream().map(List::copyOf).toList();
  }
}
