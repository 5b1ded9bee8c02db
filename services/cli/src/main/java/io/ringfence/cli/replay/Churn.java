package io.ringfence.cli.replay;

import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * Quiet change: half of the updates change one attribute of one node, the others move one end of an
 * edge.
 */
final class Churn {
  private final MirrorGraph graph;
  private final RandomGenerator random;

  Churn(MirrorGraph graph, RandomGenerator random) {
    this.graph = graph;
    this.random = random;
  }

  GraphUpdate next() {
    return graph.links() > 0 && random.nextBoolean() ? rewire() : change();
  }

  private GraphUpdate change() {
    int node = graph.randomNode(random);
    return new GraphUpdate(List.of(graph.attributes().quiet(node, random)));
  }

  private GraphUpdate rewire() {
    MirrorGraph.Link link = graph.cutRandom(random);
    List<GraphOp> ops = new ArrayList<>();
    ops.add(new GraphOp.RemoveEdge(graph.id(link.one()), graph.id(link.other())));
    int target = graph.randomNode(random);
    if (target != link.one() && !graph.linked(link.one(), target)) {
      graph.join(link.one(), target);
      ops.add(new GraphOp.PutEdge(graph.id(link.one()), graph.id(target)));
    }
    return new GraphUpdate(ops);
  }
}
