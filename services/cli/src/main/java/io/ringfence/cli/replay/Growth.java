package io.ringfence.cli.replay;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;

/**
 * A dataset as it might have grown: nodes arrive in random order, but each (where the dataset
 * allows) next to one that is there already; edges arrive with their second end.
 */
final class Growth {
  private final Dataset dataset;
  private final int opsPerUpdate;

  /**
   * @param opsPerUpdate most steps in one update
   */
  Growth(Dataset dataset, int opsPerUpdate) {
    this.dataset = dataset;
    this.opsPerUpdate = opsPerUpdate;
  }

  /** Number of steps: one per node and one per edge. */
  long ops() {
    return (long) dataset.nodes() + dataset.edges();
  }

  /** Tells all updates in order; a node and its edges may spread over several. */
  void emit(RandomGenerator random, Consumer<GraphUpdate> updates) {
    boolean[] there = new boolean[dataset.nodes()];
    List<GraphOp> batch = new ArrayList<>();
    for (int node : order(random)) {
      put(node, there, batch);
      while (batch.size() >= opsPerUpdate) {
        updates.accept(new GraphUpdate(batch.subList(0, opsPerUpdate)));
        batch = new ArrayList<>(batch.subList(opsPerUpdate, batch.size()));
      }
    }
    if (!batch.isEmpty()) {
      updates.accept(new GraphUpdate(batch));
    }
  }

  /** All nodes; of a connected dataset every prefix is connected. */
  int[] order(RandomGenerator random) {
    int n = dataset.nodes();
    int[] order = new int[n];
    boolean[] seen = new boolean[n];
    List<Integer> frontier = new ArrayList<>();
    int count = 0;
    for (int start : shuffled(n, random)) {
      meet(start, seen, frontier);
      while (!frontier.isEmpty()) {
        int node = removeAny(frontier, random);
        order[count++] = node;
        for (int k = dataset.adjacency().start(node); k < dataset.adjacency().end(node); k++) {
          meet(dataset.adjacency().column(k), seen, frontier);
        }
      }
    }
    return order;
  }

  private void put(int node, boolean[] there, List<GraphOp> batch) {
    batch.add(
        new GraphOp.PutNode(dataset.nodeId(node), dataset.attributesOf(node), dataset.label(node)));
    there[node] = true;
    for (int k = dataset.adjacency().start(node); k < dataset.adjacency().end(node); k++) {
      int other = dataset.adjacency().column(k);
      if (there[other]) {
        batch.add(new GraphOp.PutEdge(dataset.nodeId(node), dataset.nodeId(other)));
      }
    }
  }

  private static void meet(int node, boolean[] seen, List<Integer> frontier) {
    if (!seen[node]) {
      seen[node] = true;
      frontier.add(node);
    }
  }

  private static int removeAny(List<Integer> list, RandomGenerator random) {
    int position = random.nextInt(list.size());
    int value = list.get(position);
    list.set(position, list.get(list.size() - 1));
    list.remove(list.size() - 1);
    return value;
  }

  private static int[] shuffled(int n, RandomGenerator random) {
    int[] values = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      values[i] = values[j];
      values[j] = i;
    }
    return values;
  }
}
