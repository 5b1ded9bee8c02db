package io.ringfence.cli.bench;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Attribute updates without end, one bit each: random bits are turned over and, once a number of
 * them is open, the oldest is turned back for every one that is turned over. So the graph always
 * differs from the dataset by at most that number of bits.
 */
final class AttributeChurn {

  private record Bit(int node, int attribute, boolean isOne) {}

  private final Dataset dataset;
  private final int open;
  private final SplittableRandom random;
  private final Map<Bit, GraphUpdate> back = new LinkedHashMap<>();
  private boolean forth = true;

  AttributeChurn(Dataset dataset, int open, long seed) {
    this.dataset = dataset;
    this.open = open;
    this.random = new SplittableRandom(seed);
  }

  GraphUpdate next() {
    if (!forth) {
      forth = true;
      return back.remove(back.keySet().iterator().next());
    }
    Bit bit = draw();
    while (back.containsKey(bit)) {
      bit = draw();
    }
    back.put(bit, update(bit, bit.isOne()));
    forth = back.size() < open;
    return update(bit, !bit.isOne());
  }

  /** As often a one as any. */
  private Bit draw() {
    int node = random.nextInt(dataset.nodes());
    List<Integer> ones = ((BinaryAttributes) dataset.attributesOf(node)).ones();
    if (!ones.isEmpty() && random.nextBoolean()) {
      return new Bit(node, ones.get(random.nextInt(ones.size())), true);
    }
    int attribute = random.nextInt(dataset.attributeSpec().dimension());
    return new Bit(node, attribute, Collections.binarySearch(ones, attribute) >= 0);
  }

  private GraphUpdate update(Bit bit, boolean toOne) {
    String node = dataset.nodeId(bit.node());
    List<Integer> attribute = List.of(bit.attribute());
    GraphOp op =
        toOne
            ? new GraphOp.SetAttributes(node, attribute)
            : new GraphOp.ClearAttributes(node, attribute);
    return new GraphUpdate(List.of(op));
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
    List<GraphUpdate> rest = new ArrayList<>(back.values());
    back.clear();
    forth = true;
    return rest;
  }
}
