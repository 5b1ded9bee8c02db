package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.jgrapht.Graph;
import org.jgrapht.alg.connectivity.ConnectivityInspector;

/**
 * Nodes far from each other: each is the one farthest from those before it (Gonzalez 1985, at most
 * twice the best covering radius). Pieces of the graph that are much smaller than a region give no
 * seed unless there is no other way.
 */
final class FarApartSeeds {

  private final SparseRows adjacency;
  private final int[] eligible;

  FarApartSeeds(SparseRows adjacency, Graph<Integer, Integer> graph, int count) {
    this.adjacency = adjacency;
    this.eligible = eligible(graph, count);
  }

  private static int[] eligible(Graph<Integer, Integer> graph, int count) {
    List<Set<Integer>> pieces =
        new ConnectivityInspector<>(graph)
            .connectedSets().stream()
                .sorted(
                    Comparator.<Set<Integer>>comparingInt(Set::size)
                        .reversed()
                        .thenComparing(piece -> piece.stream().mapToInt(n -> n).min().orElse(0)))
                .toList();
    double enough = graph.vertexSet().size() / (2.0 * count);
    int[] nodes = new int[graph.vertexSet().size()];
    int found = 0;
    for (Set<Integer> piece : pieces) {
      if (found < count || piece.size() >= enough) {
        for (int node : piece) {
          nodes[found++] = node;
        }
      }
    }
    int[] eligible = Arrays.copyOf(nodes, found);
    Arrays.sort(eligible);
    return eligible;
  }

  /** {@code count} different nodes, at most as many as there are. */
  int[] choose(int count, long seed) {
    HopDistances hops = new HopDistances(adjacency);
    hops.add(eligible[new Random(seed).nextInt(eligible.length)]);
    int[] seeds = new int[count];
    for (int k = 0; k < count; k++) {
      seeds[k] = farthest(hops);
      if (k == 0) {
        hops.clear();
      }
      hops.add(seeds[k]);
    }
    return seeds;
  }

  /** The farthest node; of several the one with most neighbours, then the smallest. */
  private int farthest(HopDistances hops) {
    int best = eligible[0];
    for (int node : eligible) {
      int farther = Integer.compare(hops.get(node), hops.get(best));
      if (farther > 0 || (farther == 0 && adjacency.count(node) > adjacency.count(best))) {
        best = node;
      }
    }
    return best;
  }
}
