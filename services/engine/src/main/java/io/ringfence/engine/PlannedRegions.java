package io.ringfence.engine;

import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.RegionAssignment;
import io.ringfence.graph.Subgraph;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Regions that a graph will have once an epoch opens, beside those that it has. Nodes that come
 * after the plan join the region of the node nearest to them, of several the smallest; those
 * connected only among themselves the region with the fewest nodes. Nobody changes a region before
 * the epoch has opened; from then on these are the regions of the graph.
 */
final class PlannedRegions implements EpochRegions {

  private final LiveGraph graph;
  private final RegionAssignment plan;
  private final Map<Long, Integer> regionOf = new HashMap<>();
  private final int[] sizes;
  private boolean published;

  /**
   * @param planned the piece of the graph for which the plan was made
   */
  PlannedRegions(LiveGraph graph, Subgraph planned, RegionAssignment plan) {
    if (plan.regionOf().size() != planned.nodes()) {
      throw new IllegalArgumentException(
          "The plan names regions of %d nodes, the graph had %d; plan the graph as it is."
              .formatted(plan.regionOf().size(), planned.nodes()));
    }
    this.graph = graph;
    this.plan = plan;
    this.sizes = new int[plan.regions()];
    List<Long> newcomers = new ArrayList<>();
    for (long ordinal : graph.ordinals()) {
      int local = planned.local(ordinal);
      if (local < 0) {
        newcomers.add(ordinal);
      } else {
        put(ordinal, plan.regionOf().get(local));
      }
    }
    join(newcomers);
  }

  @Override
  public int of(long ordinal) {
    return published ? graph.region(ordinal) : regionOf.getOrDefault(ordinal, -1);
  }

  @Override
  public Subgraph on(Subgraph piece) {
    return published ? piece : piece.withRegions(this::of);
  }

  /** The regions of the graph as it is now, for an epoch that opens. */
  RegionAssignment assignment() {
    List<Integer> now = graph.ordinals().stream().map(regionOf::get).toList();
    return new RegionAssignment(plan.regions(), now, plan.ranks(), plan.distances());
  }

  /** From now on the graph has these regions. */
  void publish() {
    published = true;
    regionOf.clear();
  }

  boolean knows(long ordinal) {
    return regionOf.containsKey(ordinal);
  }

  void forget(long ordinal) {
    Integer region = regionOf.remove(ordinal);
    if (region != null) {
      sizes[region]--;
    }
  }

  /** Gives nodes of the graph that have no region yet one. */
  void join(Collection<Long> newcomers) {
    TreeSet<Long> waiting = new TreeSet<>(newcomers);
    Map<Long, Integer> wave = wave(waiting);
    while (!waiting.isEmpty()) {
      if (wave.isEmpty()) {
        joinIsland(waiting);
      } else {
        wave.forEach(this::put);
        waiting.removeAll(wave.keySet());
      }
      wave = wave(waiting);
    }
  }

  /** Those that have a neighbour with a region. */
  private Map<Long, Integer> wave(Collection<Long> waiting) {
    Map<Long, Integer> wave = new TreeMap<>();
    for (long ordinal : waiting) {
      for (long neighbour : graph.neighbours(ordinal)) {
        Integer region = regionOf.get(neighbour);
        if (region != null) {
          wave.merge(ordinal, region, Math::min);
        }
      }
    }
    return wave;
  }

  private void joinIsland(TreeSet<Long> waiting) {
    int region = smallest();
    Deque<Long> open = new ArrayDeque<>();
    open.add(waiting.first());
    waiting.remove(waiting.first());
    while (!open.isEmpty()) {
      long ordinal = open.remove();
      put(ordinal, region);
      for (long neighbour : graph.neighbours(ordinal)) {
        if (waiting.remove(neighbour)) {
          open.add(neighbour);
        }
      }
    }
  }

  private void put(long ordinal, int region) {
    regionOf.put(ordinal, region);
    sizes[region]++;
  }

  private int smallest() {
    int best = 0;
    for (int region = 1; region < sizes.length; region++) {
      if (sizes[region] < sizes[best]) {
        best = region;
      }
    }
    return best;
  }
}
