package io.ringfence.cli.bench;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.dataset.Dataset;
import java.util.ArrayList;
import java.util.List;

/** The updates that bring a dataset about: first all nodes, then all edges. */
final class WholeGraph {

  private static final int OPS_PER_UPDATE = 100;

  private WholeGraph() {}

  static List<GraphUpdate> updates(Dataset dataset) {
    List<GraphOp> ops = new ArrayList<>();
    for (int n = 0; n < dataset.nodes(); n++) {
      ops.add(new GraphOp.PutNode(dataset.nodeId(n), dataset.attributesOf(n), dataset.label(n)));
    }
    for (int n = 0; n < dataset.nodes(); n++) {
      for (int k = dataset.adjacency().start(n); k < dataset.adjacency().end(n); k++) {
        int other = dataset.adjacency().column(k);
        if (other > n) {
          ops.add(new GraphOp.PutEdge(dataset.nodeId(n), dataset.nodeId(other)));
        }
      }
    }
    List<GraphUpdate> updates = new ArrayList<>();
    for (int at = 0; at < ops.size(); at += OPS_PER_UPDATE) {
      updates.add(new GraphUpdate(ops.subList(at, Math.min(ops.size(), at + OPS_PER_UPDATE))));
    }
    return updates;
  }
}
