package io.ringfence.cli.bench;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Deque;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Attribute updates without end, one bit each: random bits are turned over and, once a number of
 * them is open, the oldest is turned back for every one that is turned over. So the graph always
 * differs from the dataset by at most that number of bits.
 */
final class AttributeChurn {

  private final Dataset dataset;
  private final int open;
  private final SplittableRandom random;
  private final Deque<GraphUpdate> back = new ArrayDeque<>();
  private boolean forth = true;

  AttributeChurn(Dataset dataset, int open, long seed) {
    this.dataset = dataset;
    this.open = open;
    this.random = new SplittableRandom(seed);
  }

  GraphUpdate next() {
    if (!forth && back.size() >= open) {
      forth = true;
      return back.remove();
    }
    forth = back.size() + 1 < open;
    int node = random.nextInt(dataset.nodes());
    List<Integer> ones = ((BinaryAttributes) dataset.attributesOf(node)).ones();
    boolean delete = !ones.isEmpty() && random.nextBoolean();
    int bit =
        delete
            ? ones.get(random.nextInt(ones.size()))
            : random.nextInt(dataset.attributeSpec().dimension());
    boolean isOne = delete || Collections.binarySearch(ones, bit) >= 0;
    GraphOp set = new GraphOp.SetAttributes(dataset.nodeId(node), List.of(bit));
    GraphOp clear = new GraphOp.ClearAttributes(dataset.nodeId(node), List.of(bit));
    back.add(new GraphUpdate(List.of(isOne ? set : clear)));
    return new GraphUpdate(List.of(isOne ? clear : set));
  }

  List<GraphUpdate> next(int count) {
    List<GraphUpdate> updates = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      updates.add(next());
    }
    return updates;
  }

  /** What turns back all that is still open. */
  List<GraphUpdate> rest() {
    List<GraphUpdate> rest = new ArrayList<>(back);
    back.clear();
    forth = true;
    return rest;
  }
}
