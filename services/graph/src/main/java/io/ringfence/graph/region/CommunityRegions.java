package io.ringfence.graph.region;

import io.ringfence.graph.SparseRows;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jgrapht.alg.clustering.LabelPropagationClustering;

/**
 * Communities by label propagation (Raghavan, Albert, Kumara 2007), brought to K: while there are
 * more, the smallest joins the one it shares most edges with; while there are fewer, the largest is
 * split in two by {@link BalancedGrowth}.
 */
final class CommunityRegions {

  /** Few nodes still change after five rounds; what is left is merged or split anyway. */
  private static final int MAX_ROUNDS = 10;

  private final SparseRows adjacency;
  private final int wanted;
  private final long seed;
  private final int[] communityOf;
  private final List<List<Integer>> communities = new ArrayList<>();

  /** Communities that are not empty, smallest first; take one out before it changes. */
  private final TreeSet<Integer> bySize =
      new TreeSet<>(
          Comparator.<Integer>comparingInt(community -> communities.get(community).size())
              .thenComparing(Comparator.naturalOrder()));

  CommunityRegions(SparseRows adjacency, int regions, long seed) {
    this.adjacency = adjacency;
    this.wanted = Math.min(regions, adjacency.rows());
    this.seed = seed;
    this.communityOf = new int[adjacency.rows()];
    propagate();
    int alive = communities.size();
    for (; alive > wanted; alive--) {
      mergeSmallest();
    }
    for (; alive < wanted; alive++) {
      splitLargest();
    }
  }

  /** Region of each node; regions in the order of their smallest node. */
  int[] regionOf() {
    Map<Integer, Integer> regions = new HashMap<>();
    return Arrays.stream(communityOf)
        .map(
            community -> {
              regions.putIfAbsent(community, regions.size());
              return regions.getOrDefault(community, 0);
            })
        .toArray();
  }

  private void propagate() {
    if (adjacency.rows() == 0) {
      return;
    }
    var clustering =
        new LabelPropagationClustering<>(GraphViews.of(adjacency), MAX_ROUNDS, new Random(seed))
            .getClustering();
    List<List<Integer>> found = new ArrayList<>();
    for (Set<Integer> cluster : clustering) {
      found.add(new ArrayList<>(cluster.stream().sorted().toList()));
    }
    found.sort(Comparator.comparing(members -> members.get(0)));
    found.forEach(this::add);
  }

  private void add(List<Integer> members) {
    for (int node : members) {
      communityOf[node] = communities.size();
    }
    communities.add(members);
    bySize.add(communities.size() - 1);
  }

  private void mergeSmallest() {
    int smallest = bySize.first();
    bySize.remove(smallest);
    int into = closestTo(smallest);
    bySize.remove(into);
    for (int node : communities.get(smallest)) {
      communityOf[node] = into;
    }
    communities.get(into).addAll(communities.get(smallest));
    communities.get(smallest).clear();
    bySize.add(into);
  }

  /** The community with most edges to one; without any edge the smallest other. */
  private int closestTo(int community) {
    Map<Integer, Integer> shared = new TreeMap<>();
    for (int node : communities.get(community)) {
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        int other = communityOf[adjacency.column(k)];
        if (other != community) {
          shared.merge(other, 1, Integer::sum);
        }
      }
    }
    return shared.entrySet().stream()
        .max(
            Map.Entry.<Integer, Integer>comparingByValue()
                .thenComparing(entry -> -communities.get(entry.getKey()).size())
                .thenComparing(entry -> -entry.getKey()))
        .map(Map.Entry::getKey)
        .orElseGet(bySize::first);
  }

  private void splitLargest() {
    int largest = bySize.last();
    bySize.remove(largest);
    List<Integer> members = communities.get(largest).stream().sorted().toList();
    int[] half = new BalancedGrowth(among(members), 2, seed).regionOf();
    List<Integer> moving = new ArrayList<>();
    List<Integer> staying = new ArrayList<>();
    for (int k = 0; k < half.length; k++) {
      (half[k] == 1 ? moving : staying).add(members.get(k));
    }
    communities.set(largest, staying);
    bySize.add(largest);
    add(moving);
  }

  private SparseRows among(List<Integer> members) {
    Map<Integer, Integer> local = new HashMap<>();
    members.forEach(node -> local.put(node, local.size()));
    int[] offsets = new int[members.size() + 1];
    List<Integer> columns = new ArrayList<>();
    for (int row = 0; row < members.size(); row++) {
      int node = members.get(row);
      for (int k = adjacency.start(node); k < adjacency.end(node); k++) {
        Integer other = local.get(adjacency.column(k));
        if (other != null) {
          columns.add(other);
        }
      }
      offsets[row + 1] = columns.size();
    }
    int[] flat = columns.stream().mapToInt(Integer::intValue).toArray();
    return SparseRows.owning(offsets, flat, members.size());
  }
}
