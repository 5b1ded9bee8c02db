package io.ringfence.cli.bench;

import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.SparseRows;
import io.ringfence.graph.dataset.Dataset;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;

/**
 * Random updates of a graph that each change something, as long as they are few: every bit and
 * every pair of nodes is drawn once.
 */
final class RandomUpdates {

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
    while (true) {
      int one = random.nextInt(dataset.nodes());
      boolean remove = random.nextBoolean();
      if (remove) {
        int position = random.nextInt(dataset.adjacency().entries());
        one = rowOf(position);
        int other = dataset.adjacency().column(position);
        if (isNew(Math.min(one, other), Math.max(one, other))) {
          return new GraphUpdate(
              List.of(new GraphOp.RemoveEdge(dataset.nodeId(one), dataset.nodeId(other))));
        }
      } else {
        int other = random.nextInt(dataset.nodes());
        if (one != other
            && !dataset.adjacency().contains(one, other)
            && isNew(Math.min(one, other), Math.max(one, other))) {
          return new GraphUpdate(
              List.of(new GraphOp.PutEdge(dataset.nodeId(one), dataset.nodeId(other))));
        }
      }
    }
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
