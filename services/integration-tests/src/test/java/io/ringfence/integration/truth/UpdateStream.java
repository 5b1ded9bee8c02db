package io.ringfence.integration.truth;

import com.google.protobuf.ByteString;
import io.ringfence.integration.committed.PlainGraph;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.BinaryAttributes;
import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * A random stream of updates of one graph: attributes turn over and back, edges and nodes come, go
 * and return, records come twice, and some cannot be taken.
 */
final class UpdateStream {

  private static final int IDS = TinyDeployment.RULES.nodes() + 1;

  private final String graphId;
  private final SplittableRandom random;
  private final PlainGraph graph = new PlainGraph(TinyDeployment.RULES);
  private final Deque<GraphOp> turnsBack = new ArrayDeque<>();
  private final List<Step> sent = new ArrayList<>();

  UpdateStream(String graphId, SplittableRandom random) {
    this.graphId = graphId;
    this.random = random;
  }

  String graphId() {
    return graphId;
  }

  /** The next record. */
  Step next() {
    Step step = sent.isEmpty() ? readable(growth()) : later();
    sent.add(step);
    step.update().ifPresent(graph::apply);
    return step;
  }

  private Step later() {
    int die = random.nextInt(100);
    if (die < 5) {
      return sent.get(random.nextInt(sent.size()));
    } else if (die < 8) {
      return unreadable();
    } else if (die < 13) {
      return readable(List.of(change(), impossible()));
    } else if (die < 40 && !turnsBack.isEmpty()) {
      return readable(List.of(turnsBack.pop()));
    }
    return readable(
        IntStream.rangeClosed(0, random.nextInt(3) / 2).mapToObj(i -> change()).toList());
  }

  private List<GraphOp> growth() {
    List<GraphOp> ops = new ArrayList<>();
    int nodes = 2 + random.nextInt(IDS - 2);
    for (int node = 0; node < nodes; node++) {
      ops.add(put("n" + node));
    }
    for (int node = 1; node < nodes; node++) {
      ops.add(edge("n" + node, "n" + random.nextInt(node)));
    }
    return ops.subList(0, Math.min(ops.size(), nodes + random.nextInt(nodes)));
  }

  private GraphOp change() {
    int die = random.nextInt(100);
    if (die < 50) {
      return turn();
    } else if (die < 70) {
      return edge(anyId(), anyId());
    } else if (die < 78) {
      return op().setRemoveEdge(RemoveEdge.newBuilder().setSource(anyId()).setTarget(anyId()))
          .build();
    } else if (die < 86) {
      return op().setRemoveNode(RemoveNode.newBuilder().setNodeId(anyId())).build();
    }
    return put(anyId());
  }

  /** Turns bits over in a way that a later step undoes. */
  private GraphOp turn() {
    String id = anyId();
    PlainGraph.Node node = graph.nodes().get(id);
    List<Integer> bits = anyBits();
    boolean on = random.nextBoolean();
    if (node != null) {
      bits = bits.stream().filter(bit -> node.ones().contains(bit) != on).toList();
      turnsBack.push(turn(id, bits, !on));
    }
    return turn(id, bits, on);
  }

  private static GraphOp turn(String id, List<Integer> bits, boolean on) {
    return on
        ? op().setSetAttributes(SetAttributes.newBuilder().setNodeId(id).addAllAttributes(bits))
            .build()
        : op().setClearAttributes(ClearAttributes.newBuilder().setNodeId(id).addAllAttributes(bits))
            .build();
  }

  private GraphOp impossible() {
    return switch (random.nextInt(4)) {
      case 0 -> edge("n0", "n0");
      case 1 -> edge("n0", "nobody");
      case 2 -> turn("n0", List.of(TinyNetwork.ATTRIBUTES), true);
      default -> put("");
    };
  }

  private Step unreadable() {
    Optional<String> text =
        switch (random.nextInt(3)) {
          case 0 -> Optional.of("{\"ops\":[");
          case 1 -> Optional.of("{\"graphId\":\"another\",\"ops\":[{}]}");
          default -> Optional.empty();
        };
    return new Step(graphId, text.map(ByteString::copyFromUtf8), Optional.empty());
  }

  private Step readable(List<GraphOp> ops) {
    GraphUpdate update = GraphUpdate.newBuilder().setGraphId(graphId).addAllOps(ops).build();
    Encoding encoding = random.nextBoolean() ? Encoding.JSON : Encoding.BINARY;
    return new Step(
        graphId, Optional.of(ByteString.copyFrom(encoding.encode(update))), Optional.of(update));
  }

  private GraphOp put(String id) {
    return op().setPutNode(
            PutNode.newBuilder()
                .setNodeId(id)
                .setBinary(BinaryAttributes.newBuilder().addAllOnes(anyBits())))
        .build();
  }

  private static GraphOp edge(String one, String other) {
    return op().setPutEdge(PutEdge.newBuilder().setSource(one).setTarget(other)).build();
  }

  private static GraphOp.Builder op() {
    return GraphOp.newBuilder();
  }

  private String anyId() {
    return "n" + random.nextInt(IDS);
  }

  private List<Integer> anyBits() {
    return IntStream.range(0, TinyNetwork.ATTRIBUTES)
        .filter(d -> random.nextInt(2) == 0)
        .boxed()
        .toList();
  }
}
