package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
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
    IntStream nodes = IntStream.empty();
    int found = 0;
    for (Set<Integer> piece : pieces) {
      if (found < count || piece.size() >= enough) {
        nodes = IntStream.concat(nodes, IntStream.of(toArray(piece)));
        found += piece.size();
      }
    }
    return nodes.sorted().toArray();
  }

  private static int[] toArray(Set<Integer> nodes) {
    return nodes.stream().mapToInt(Integer::intValue).toArray();
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

  private int farthest(HopDistances hops) {
    return Arrays.stream(eligible)
        .boxed()
        .max(
            Comparator.<Integer>comparingInt(hops::get)
                .thenComparingInt(adjacency::count)
                .thenComparing(Comparator.reverseOrder()))
        .orElseThrow();
  }
}
