package io.ringfence.graph.region;

import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * How far regions are from each other; see {@link RegionPlanner}. One walk from all nodes of each
 * region: K times nodes plus edges.
 */
final class RegionDistances {

  private final SparseRows adjacency;
  private final int[] regionOf;
  private final int regions;

  private RegionDistances(SparseRows adjacency, int[] regionOf) {
    this.adjacency = adjacency;
    this.regionOf = regionOf;
    this.regions = Math.max(1, Arrays.stream(regionOf).max().orElse(0) + 1);
  }

  static RegionAssignment assign(SparseRows adjacency, int[] regionOf) {
    RegionDistances measured = new RegionDistances(adjacency, regionOf);
    List<List<Double>> distances = measured.means();
    List<List<Integer>> ranks = new ArrayList<>(measured.regions);
    for (int region = 0; region < measured.regions; region++) {
      ranks.add(ranks(region, distances.get(region)));
    }
    return new RegionAssignment(
        measured.regions, Arrays.stream(regionOf).boxed().toList(), ranks, distances);
  }

  private List<List<Double>> means() {
    HopDistances hops = new HopDistances(adjacency);
    List<List<Double>> means = new ArrayList<>(regions);
    for (int region = 0; region < regions; region++) {
      int own = region;
      hops.clear();
      hops.add(IntStream.range(0, regionOf.length).filter(node -> regionOf[node] == own).toArray());
      means.add(means(own, hops));
    }
    return means;
  }

  private List<Double> means(int own, HopDistances hops) {
    double[] sums = new double[regions];
    int[] counts = new int[regions];
    for (int node = 0; node < regionOf.length; node++) {
      int distance = hops.get(node);
      sums[regionOf[node]] += distance == HopDistances.UNREACHED ? regionOf.length : distance;
      counts[regionOf[node]]++;
    }
    List<Double> means = new ArrayList<>(regions);
    for (int other = 0; other < regions; other++) {
      double mean = counts[other] == 0 ? regionOf.length : sums[other] / counts[other];
      means.add(other == own ? 0.0 : mean);
    }
    return means;
  }

  private static List<Integer> ranks(int own, List<Double> distances) {
    Comparator<Integer> nearest =
        Comparator.<Integer>comparingInt(region -> region == own ? 0 : 1)
            .thenComparing(distances::get)
            .thenComparing(Comparator.naturalOrder());
    List<Integer> order = IntStream.range(0, distances.size()).boxed().sorted(nearest).toList();
    Integer[] ranks = new Integer[order.size()];
    for (int rank = 0; rank < ranks.length; rank++) {
      ranks[order.get(rank)] = rank;
    }
    return List.of(ranks);
  }
}
