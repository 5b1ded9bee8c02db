package io.ringfence.cli.bench;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/**
 * Random updates of a graph that each change something, as long as they are few: every bit and
 * every pair of nodes is drawn once.
 */
final class RandomUpdates {

  /** Twice the layers of the model: nodes reached, and what those see. */
  private static final int HOPS = 4;

  private static final int CANDIDATES = 64;

  private final Dataset dataset;
  private final SparseRows ones;
  private final SplittableRandom random;
  private final Set<Long> drawn = new HashSet<>();

  RandomUpdates(Dataset dataset, long seed) {
    this.dataset = dataset;
    this.ones = ((BinaryAttributeMatrix) dataset.attributes()).ones();
    this.random = new SplittableRandom(seed);
  }

  /** At a random node, with equal chances, a one is cleared or a zero is set. */
  GraphUpdate flip() {
    while (true) {
      int node = random.nextInt(dataset.nodes());
      boolean clear = random.nextBoolean() && ones.count(node) > 0;
      int attribute =
          clear
              ? ones.column(ones.start(node) + random.nextInt(ones.count(node)))
              : random.nextInt(ones.width());
      if (clear == ones.contains(node, attribute) && isNew(node, attribute)) {
        List<Integer> bit = List.of(attribute);
        String id = dataset.nodeId(node);
        return new GraphUpdate(
            List.of(
                clear ? new GraphOp.ClearAttributes(id, bit) : new GraphOp.SetAttributes(id, bit)));
      }
    }
  }

  /** With equal chances an edge goes or two random nodes are joined. */
  GraphUpdate edge() {
    return update(pair());
  }

  /**
   * As {@link #edge}, of some random ones that whose neighbourhood has a size most like another.
   *
   * @param size of {@link #neighbourhood}
   */
  GraphUpdate edge(int size) {
    return update(
        Stream.generate(this::pair)
            .limit(CANDIDATES)
            .min(Comparator.comparingInt(pair -> Math.abs(neighbourhood(pair) - size)))
            .orElseThrow());
  }

  /** Two nodes, and whether the edge between them goes or comes. */
  record Pair(int one, int other, boolean remove) {}

  GraphUpdate update(Pair pair) {
    String one = dataset.nodeId(pair.one);
    String other = dataset.nodeId(pair.other);
    return new GraphUpdate(
        List.of(
            pair.remove ? new GraphOp.RemoveEdge(one, other) : new GraphOp.PutEdge(one, other)));
  }

  Pair pair() {
    while (true) {
      int joined = random.nextInt(dataset.nodes());
      boolean remove = random.nextBoolean();
      int position = remove ? random.nextInt(dataset.adjacency().entries()) : 0;
      int one = remove ? rowOf(position) : joined;
      int other = remove ? dataset.adjacency().column(position) : random.nextInt(dataset.nodes());
      boolean changes = remove || (one != other && !dataset.adjacency().contains(one, other));
      if (changes && isNew(Math.min(one, other), Math.max(one, other))) {
        return new Pair(one, other, remove);
      }
    }
  }

  /** Nodes within four hops of either node in the graph as it was at first. */
  int neighbourhood(Pair pair) {
    Set<Integer> seen = new HashSet<>(List.of(pair.one, pair.other));
    List<Integer> front = new ArrayList<>(seen);
    for (int hop = 0; hop < HOPS; hop++) {
      List<Integer> next = new ArrayList<>();
      for (int node : front) {
        for (int k = dataset.adjacency().start(node); k < dataset.adjacency().end(node); k++) {
          if (seen.add(dataset.adjacency().column(k))) {
            next.add(dataset.adjacency().column(k));
          }
        }
      }
      front = next;
    }
    return seen.size();
  }

  private int rowOf(int position) {
    int low = 0;
    int high = dataset.nodes() - 1;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (dataset.adjacency().end(middle) <= position) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low;
  }

  private boolean isNew(int row, int column) {
    return drawn.add((long) row << Integer.SIZE | column);
  }
}
