package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import org.jgrapht.Graph;
import org.jgrapht.traverse.ClosestFirstIterator;

/**
 * Regions grown from far-apart seeds in the order of distance from the nearest seed, none beyond a
 * capacity. A node joins the region with room to which most of its neighbours belong; nodes that
 * only full regions surround join the nearest region with room.
 */
final class BalancedGrowth {

  /** How much larger than the mean a region may get. */
  private static final double SLACK = 1.1;

  private static final int FREE = -1;

  private final SparseRows adjacency;
  private final int[] regionOf;
  private final int[] sizes;
  private final int capacity;
  private final int[] votes;

  BalancedGrowth(SparseRows adjacency, int regions, long seed) {
    this.adjacency = adjacency;
    int n = adjacency.rows();
    int k = Math.min(regions, n);
    this.regionOf = new int[n];
    Arrays.fill(regionOf, FREE);
    this.sizes = new int[k];
    this.votes = new int[k];
    this.capacity = k == 0 ? 0 : (int) Math.ceil(SLACK * n / k);
    if (k > 0) {
      Graph<Integer, Integer> graph = GraphViews.of(adjacency);
      grow(graph, new FarApartSeeds(adjacency, graph, k).choose(k, seed));
    }
  }

  /** Region of each node. */
  int[] regionOf() {
    return regionOf.clone();
  }

  private void grow(Graph<Integer, Integer> graph, int[] seeds) {
    for (int region = 0; region < seeds.length; region++) {
      join(seeds[region], region);
    }
    int[] waiting = byDistance(graph, seeds);
    while (waiting.length > 0) {
      int before = waiting.length;
      waiting = pass(waiting);
      if (waiting.length == before) {
        joinNearestWithRoom(waiting);
        waiting = Arrays.stream(waiting).filter(node -> regionOf[node] == FREE).toArray();
      }
    }
  }

  /** All nodes but the seeds, nearest to a seed first, unreachable ones last. */
  private int[] byDistance(Graph<Integer, Integer> graph, int[] seeds) {
    boolean[] visited = new boolean[regionOf.length];
    int[] order = new int[regionOf.length - seeds.length];
    int count = 0;
    var closest = new ClosestFirstIterator<>(graph, Arrays.stream(seeds).boxed().toList());
    while (closest.hasNext()) {
      int node = closest.next();
      visited[node] = true;
      if (regionOf[node] == FREE) {
        order[count++] = node;
      }
    }
    for (int node = 0; node < visited.length; node++) {
      if (!visited[node]) {
        order[count++] = node;
      }
    }
    return order;
  }

  /** Lets each waiting node join a neighbouring region; returns those that cannot yet. */
  private int[] pass(int[] waiting) {
    int[] left = new int[waiting.length];
    int count = 0;
    for (int node : waiting) {
      int region = favourite(node);
      if (region == FREE) {
        left[count++] = node;
      } else {
        join(node, region);
      }
    }
    return Arrays.copyOf(left, count);
  }

  private int favourite(int node) {
    Arrays.fill(votes, 0);
    int best = FREE;
    for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
      int region = regionOf[adjacency.column(k)];
      if (region == FREE || sizes[region] >= capacity) {
        continue;
      }
      votes[region]++;
      if (best == FREE || better(region, best)) {
        best = region;
      }
    }
    return best;
  }

  private boolean better(int region, int best) {
    if (votes[region] != votes[best]) {
      return votes[region] > votes[best];
    }
    return sizes[region] != sizes[best] ? sizes[region] < sizes[best] : region < best;
  }

  /**
   * Moves on when neighbours do not help: lets waiting nodes, nearest first, join the nearest
   * region with room. Each call ends with a region full, with nothing left to reach, or with no
   * node waiting, so that there are at most K + 2 calls.
   */
  private void joinNearestWithRoom(int[] waiting) {
    int[] origin = new int[regionOf.length];
    Arrays.fill(origin, FREE);
    int[] queue = new int[regionOf.length];
    int size = 0;
    for (int node = 0; node < regionOf.length; node++) {
      if (regionOf[node] != FREE && sizes[regionOf[node]] < capacity) {
        origin[node] = regionOf[node];
        queue[size++] = node;
      }
    }
    boolean joined = false;
    for (int head = 0; head < size; head++) {
      int node = queue[head];
      if (regionOf[node] == FREE && sizes[origin[node]] < capacity) {
        join(node, origin[node]);
        joined = true;
      }
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        if (origin[adjacency.column(k)] == FREE) {
          origin[adjacency.column(k)] = origin[node];
          queue[size++] = adjacency.column(k);
        }
      }
    }
    if (!joined) {
      joinPieces(waiting, queue);
    }
  }

  /** Fills the smallest regions with pieces of the graph that no region with room touches. */
  private void joinPieces(int[] waiting, int[] queue) {
    for (int start : waiting) {
      if (regionOf[start] != FREE) {
        continue;
      }
      int region = smallest();
      int size = 1;
      queue[0] = start;
      join(start, region);
      for (int head = 0; head < size; head++) {
        int node = queue[head];
        for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
          if (regionOf[adjacency.column(k)] == FREE) {
            region = sizes[region] < capacity ? region : smallest();
            join(adjacency.column(k), region);
            queue[size++] = adjacency.column(k);
          }
        }
      }
    }
  }

  private int smallest() {
    int best = 0;
    for (int region = 1; region < sizes.length; region++) {
      best = sizes[region] < sizes[best] ? region : best;
    }
    return best;
  }

  private void join(int node, int region) {
    regionOf[node] = region;
    sizes[region]++;
  }
}
