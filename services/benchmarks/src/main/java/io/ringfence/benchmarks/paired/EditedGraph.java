package io.ringfence.benchmarks.paired;

import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/** A whole graph before and after one new edge. */
record EditedGraph(Subgraph before, Subgraph after, int source, int target) {

  static EditedGraph of(Dataset dataset, List<Integer> regionOf, int source, int target) {
    Subgraph before = dataset.toSubgraph(regionOf);
    List<TreeSet<Integer>> rows = new ArrayList<>();
    for (int node = 0; node < before.nodes(); node++) {
      rows.add(new TreeSet<>(neighbours(before, node)));
    }
    rows.get(source).add(target);
    rows.get(target).add(source);
    int[] offsets = new int[rows.size() + 1];
    for (int node = 0; node < rows.size(); node++) {
      offsets[node + 1] = offsets[node] + rows.get(node).size();
    }
    int[] columns = rows.stream().flatMapToInt(row -> row.stream().mapToInt(x -> x)).toArray();
    Subgraph after =
        new Subgraph(
            IntStream.range(0, rows.size()).mapToLong(before::ordinal).toArray(),
            regionOf.stream().mapToInt(x -> x).toArray(),
            rows.stream().mapToInt(TreeSet::size).toArray(),
            SparseRows.owning(offsets, columns, rows.size()),
            before.attributes());
    return new EditedGraph(before, after, source, target);
  }

  /** Nodes whose receptive field of two hops holds the edge: both ends and their neighbours. */
  List<Integer> reached() {
    TreeSet<Integer> nodes = new TreeSet<>(neighbours(after, source));
    nodes.addAll(neighbours(after, target));
    return List.copyOf(nodes);
  }

  private static List<Integer> neighbours(Subgraph graph, int node) {
    SparseRows rows = graph.neighbours();
    return IntStream.range(rows.start(node), rows.end(node)).map(rows::column).boxed().toList();
  }
}
