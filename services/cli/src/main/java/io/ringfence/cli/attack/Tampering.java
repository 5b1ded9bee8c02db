package io.ringfence.cli.attack;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeSet;

/** Makes graphs with changed attribute bits. */
final class Tampering {
  private Tampering() {}

  /** A copy of a graph with some bits at the value that a flip gives them. */
  static Subgraph apply(Subgraph graph, Collection<Flip> flips) {
    SparseRows ones = ones(graph);
    Map<Integer, TreeSet<Integer>> rows = new HashMap<>();
    for (Flip flip : flips) {
      TreeSet<Integer> row = rows.computeIfAbsent(flip.node(), node -> row(ones, node));
      if (flip.kind() == Flip.Kind.ADDITION) {
        row.add(flip.attribute());
      } else {
        row.remove(flip.attribute());
      }
    }
    return withRows(graph, rows);
  }

  /** A copy of a graph with other ones in some rows. */
  static Subgraph withRows(Subgraph graph, Map<Integer, TreeSet<Integer>> rows) {
    SparseRows ones = ones(graph);
    int n = graph.nodes();
    int[] offsets = new int[n + 1];
    for (int node = 0; node < n; node++) {
      TreeSet<Integer> row = rows.get(node);
      offsets[node + 1] = offsets[node] + (row == null ? ones.count(node) : row.size());
    }
    int[] columns = new int[offsets[n]];
    for (int node = 0; node < n; node++) {
      int at = offsets[node];
      TreeSet<Integer> row = rows.get(node);
      if (row == null) {
        for (int k = ones.start(node); k < ones.end(node); k++) {
          columns[at++] = ones.column(k);
        }
      } else {
        for (int column : row) {
          columns[at++] = column;
        }
      }
    }
    return withAttributes(graph, SparseRows.owning(offsets, columns, ones.width()));
  }

  static TreeSet<Integer> row(SparseRows ones, int node) {
    TreeSet<Integer> row = new TreeSet<>();
    for (int k = ones.start(node); k < ones.end(node); k++) {
      row.add(ones.column(k));
    }
    return row;
  }

  static SparseRows ones(Subgraph graph) {
    if (graph.attributes() instanceof BinaryAttributeMatrix bits) {
      return bits.ones();
    }
    throw new IllegalArgumentException(
        "The graph has real-valued attributes; attacks flip bits. Give a graph with binary attributes.");
  }

  private static Subgraph withAttributes(Subgraph graph, SparseRows ones) {
    int n = graph.nodes();
    long[] ordinals = new long[n];
    int[] regions = new int[n];
    int[] degrees = new int[n];
    for (int node = 0; node < n; node++) {
      ordinals[node] = graph.ordinal(node);
      regions[node] = graph.region(node);
      degrees[node] = graph.degree(node);
    }
    return new Subgraph(
        ordinals, regions, degrees, graph.neighbours(), new BinaryAttributeMatrix(ones));
  }
}
