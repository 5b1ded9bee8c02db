package io.ringfence.smoothing;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.Subgraph;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/** Small random graphs, models and pieces of graphs. */
final class Graphs {

  private Graphs() {}

  /** A whole graph whose ordinals are the indices. */
  static Subgraph whole(SparseRows adjacency, SparseRows attributes, int[] regions) {
    int n = adjacency.rows();
    return new Subgraph(
        LongStream.range(0, n).toArray(),
        regions,
        IntStream.range(0, n).map(adjacency::count).toArray(),
        adjacency,
        new BinaryAttributeMatrix(attributes));
  }

  /** A random graph with the given mean degree, density of ones and number of regions. */
  static Subgraph random(
      SplittableRandom random, int n, double degree, int attributes, double density, int regions) {
    return whole(
        adjacency(random, n, degree),
        bits(random, n, attributes, density),
        IntStream.range(0, n).map(i -> random.nextInt(regions)).toArray());
  }

  static SparseRows adjacency(SplittableRandom random, int n, double degree) {
    boolean[][] edge = new boolean[n][n];
    for (int e = 0; e < n * degree / 2; e++) {
      int a = random.nextInt(n);
      int b = random.nextInt(n);
      edge[a][b] = a != b;
      edge[b][a] = a != b;
    }
    return rows(edge, n);
  }

  static SparseRows bits(SplittableRandom random, int n, int width, double density) {
    boolean[][] bits = new boolean[n][width];
    for (boolean[] row : bits) {
      for (int d = 0; d < width; d++) {
        row[d] = random.nextDouble() < density;
      }
    }
    return rows(bits, width);
  }

  static SparseRows rows(boolean[][] ones, int width) {
    int[] offsets = new int[ones.length + 1];
    int[] columns = new int[ones.length * width];
    int count = 0;
    for (int i = 0; i < ones.length; i++) {
      for (int d = 0; d < width; d++) {
        if (ones[i][d]) {
          columns[count++] = d;
        }
      }
      offsets[i + 1] = count;
    }
    return SparseRows.owning(offsets, Arrays.copyOf(columns, count), width);
  }

  /**
   * The piece that holds everything at most {@code hops} away from a node, cut at that distance.
   */
  static Subgraph ball(Subgraph whole, int centre, int hops) {
    TreeSet<Integer> inside = new TreeSet<>();
    inside.add(centre);
    for (int h = 0; h < hops; h++) {
      TreeSet<Integer> more = new TreeSet<>(inside);
      for (int node : inside) {
        SparseRows neighbours = whole.neighbours();
        for (int k = neighbours.start(node); k < neighbours.end(node); k++) {
          more.add(neighbours.column(k));
        }
      }
      inside = more;
    }
    return piece(whole, inside.stream().mapToInt(Integer::intValue).toArray());
  }

  private static Subgraph piece(Subgraph whole, int[] nodes) {
    SparseRows ones = ((BinaryAttributeMatrix) whole.attributes()).ones();
    boolean[][] edges = new boolean[nodes.length][nodes.length];
    boolean[][] bits = new boolean[nodes.length][ones.width()];
    for (int i = 0; i < nodes.length; i++) {
      for (int j = 0; j < nodes.length; j++) {
        edges[i][j] = whole.neighbours().contains(nodes[i], nodes[j]);
      }
      for (int d = 0; d < ones.width(); d++) {
        bits[i][d] = ones.contains(nodes[i], d);
      }
    }
    return new Subgraph(
        Arrays.stream(nodes).mapToLong(whole::ordinal).toArray(),
        Arrays.stream(nodes).map(whole::region).toArray(),
        Arrays.stream(nodes).map(whole::degree).toArray(),
        rows(edges, nodes.length),
        new BinaryAttributeMatrix(rows(bits, ones.width())));
  }
}
