package io.ringfence.cli.bench;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/**
 * Edge updates without end, one edge each: edges of the dataset go and edges between random nodes
 * come, as often the one as the other, and once a number of them is open, the oldest is undone for
 * every one that is made. So the graph always differs from the dataset by at most that number.
 */
final class EdgeChurn {

  private record Pair(int one, int other) {}

  private final Dataset dataset;
  private final int open;
  private final SplittableRandom random;
  private final Map<Pair, GraphUpdate> back = new LinkedHashMap<>();
  private boolean forth = true;

  EdgeChurn(Dataset dataset, int open, long seed) {
    this.dataset = dataset;
    this.open = open;
    this.random = new SplittableRandom(seed);
  }

  GraphUpdate next() {
    if (!forth) {
      forth = true;
      return back.remove(back.keySet().iterator().next());
    }
    Pair pair = draw();
    while (back.containsKey(pair)) {
      pair = draw();
    }
    boolean isEdge = dataset.adjacency().contains(pair.one(), pair.other());
    back.put(pair, update(pair, isEdge));
    forth = back.size() < open;
    return update(pair, !isEdge);
  }

  /** As often an edge as not, as long as the node that is drawn has one. */
  private Pair draw() {
    int node = random.nextInt(dataset.nodes());
    int degree = dataset.adjacency().end(node) - dataset.adjacency().start(node);
    int other =
        degree > 0 && random.nextBoolean()
            ? dataset.adjacency().column(dataset.adjacency().start(node) + random.nextInt(degree))
            : (node + 1 + random.nextInt(dataset.nodes() - 1)) % dataset.nodes();
    return new Pair(Math.min(node, other), Math.max(node, other));
  }

  private GraphUpdate update(Pair pair, boolean toEdge) {
    String one = dataset.nodeId(pair.one());
    String other = dataset.nodeId(pair.other());
    GraphOp op = toEdge ? new GraphOp.PutEdge(one, other) : new GraphOp.RemoveEdge(one, other);
    return new GraphUpdate(List.of(op));
  }

  /** What undoes all that is still open. */
  List<GraphUpdate> rest() {
    List<GraphUpdate> rest = new ArrayList<>(back.values());
    back.clear();
    forth = true;
    return rest;
  }
}
