package io.ringfence.integration;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.graph.AttributeSpec;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.GraphLimits;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.LiveGraph;
import io.ringfence.graph.ReceptiveField;
import io.ringfence.graph.UpdateOutcome;
import io.ringfence.graph.dataset.Dataset;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Random;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * A seeded stream of updates: a graph grows, then its attributes, edges and nodes come and go, with
 * records in between that cannot be taken.
 */
final class UpdateScript {

  /**
   * One record of the input.
   *
   * @param update what it says, if it can be read
   * @param taken whether the graph takes it; otherwise it is a dead letter
   */
  record Step(byte @Nullable [] value, Optional<GraphUpdate> update, boolean taken) {}

  private static final int NODES_PER_UPDATE = 3;
  private static final int STEPS_PER_BAD_ONE = 16;

  private final String graphId;
  private final Dataset dataset;
  private final Random random;
  private final LiveGraph graph;
  private final List<Step> steps = new ArrayList<>();
  private long grownEdges = 1;

  private UpdateScript(String graphId, Dataset dataset, long seed) {
    this.graphId = graphId;
    this.dataset = dataset;
    this.random = new Random(seed);
    this.graph =
        new LiveGraph(dataset.attributeSpec(), GraphLimits.DEFAULT, new ReceptiveField(0, 0));
  }

  /**
   * @param changes updates after the growth
   */
  static List<Step> of(String graphId, Dataset dataset, int changes, long seed) {
    UpdateScript script = grown(graphId, dataset, seed);
    script.more(changes);
    return script.steps;
  }

  /** A script in which the graph has only grown yet. */
  static UpdateScript grown(String graphId, Dataset dataset, long seed) {
    UpdateScript script = new UpdateScript(graphId, dataset, seed);
    for (int first = 0; first < dataset.nodes(); first += NODES_PER_UPDATE) {
      script.add(script.growth(first));
    }
    script.grownEdges = script.graph.edges();
    return script;
  }

  /** Goes on with so many updates, and tells what came of them. */
  List<Step> more(int changes) {
    int before = steps.size();
    for (int k = 0; k < changes; k++) {
      add(change());
    }
    return List.copyOf(steps.subList(before, steps.size()));
  }

  /** All so far. */
  List<Step> steps() {
    return List.copyOf(steps);
  }

  private void add(List<GraphOp> ops) {
    addReadable(ops);
    if (random.nextInt(STEPS_PER_BAD_ONE) == 0) {
      addBad();
    }
  }

  private void addReadable(List<GraphOp> ops) {
    GraphUpdate update = new GraphUpdate(ops);
    boolean taken = graph.apply(update) instanceof UpdateOutcome.Applied;
    Encoding encoding = random.nextBoolean() ? Encoding.JSON : Encoding.BINARY;
    steps.add(new Step(encoding.encode(message(update)), Optional.of(update), taken));
  }

  private void addBad() {
    switch (random.nextInt(6)) {
      case 0 -> steps.add(new Step("{\"ops\":[".getBytes(UTF_8), Optional.empty(), false));
      case 1 -> steps.add(new Step(null, Optional.empty(), false));
      case 2 ->
          steps.add(
              new Step(
                  "{\"graphId\":\"another\",\"ops\":[]}".getBytes(UTF_8), Optional.empty(), false));
      case 3 -> addReadable(List.of(new GraphOp.PutEdge(anyNode(), "nobody")));
      // A batch whose first step would do is refused whole.
      case 4 ->
          addReadable(List.of(new GraphOp.RemoveNode(anyNode()), new GraphOp.PutEdge("x", "x")));
      default -> addReadable(List.of(new GraphOp.SetAttributes(anyNode(), List.of(1_000_000))));
    }
  }

  private List<GraphOp> growth(int first) {
    List<GraphOp> ops = new ArrayList<>();
    for (int node = first; node < Math.min(first + NODES_PER_UPDATE, dataset.nodes()); node++) {
      ops.add(put(node));
      for (int other = 0; other < node; other++) {
        if (dataset.adjacency().contains(node, other)) {
          ops.add(new GraphOp.PutEdge(dataset.nodeId(node), dataset.nodeId(other)));
        }
      }
    }
    return ops;
  }

  /** However long it goes on, about half of the graph is left. */
  private List<GraphOp> change() {
    return switch (random.nextInt(9)) {
      case 0, 1 -> List.of(new GraphOp.SetAttributes(anyNode(), someAttributes()));
      case 2 -> List.of(new GraphOp.ClearAttributes(anyNode(), someAttributes()));
      case 3 -> link(anyNode(), anyNode());
      case 4 ->
          2 * graph.edges() < grownEdges ? link(anyNode(), anyNode()) : List.of(removeAnyEdge());
      case 5 ->
          2 * graph.nodes() < dataset.nodes()
              ? putAnyBack()
              : List.of(new GraphOp.RemoveNode(anyNode()));
      case 6 -> putAnyBack();
      case 7 -> List.of(relabelled(anyNode()));
      // Nothing at all.
      default -> List.of(new GraphOp.RemoveNode("nobody"));
    };
  }

  private GraphOp removeAnyEdge() {
    List<EdgeState> edges = List.copyOf(graph.edgeStates());
    EdgeState edge = edges.get(random.nextInt(edges.size()));
    return new GraphOp.RemoveEdge(edge.target(), edge.source());
  }

  /** Comes back if it was removed, else its attributes are as they were first. */
  private List<GraphOp> putAnyBack() {
    int node = random.nextInt(dataset.nodes());
    List<GraphOp> ops = new ArrayList<>(List.of(put(node)));
    ops.addAll(link(dataset.nodeId(node), anyNode()));
    return ops;
  }

  private static List<GraphOp> link(String one, String other) {
    return one.equals(other)
        ? List.of(new GraphOp.RemoveNode("nobody"))
        : List.of(new GraphOp.PutEdge(one, other));
  }

  private GraphOp put(int node) {
    return new GraphOp.PutNode(
        dataset.nodeId(node), dataset.attributesOf(node), dataset.label(node));
  }

  private GraphOp relabelled(String nodeId) {
    return new GraphOp.PutNode(
        nodeId,
        graph.node(graph.ordinal(nodeId).orElseThrow()).attributes(),
        OptionalInt.of(random.nextInt(4)));
  }

  private String anyNode() {
    List<String> ids = graph.nodeIds();
    return ids.get(random.nextInt(ids.size()));
  }

  private List<Integer> someAttributes() {
    AttributeSpec spec = dataset.attributeSpec();
    return IntStream.range(0, 3)
        .mapToObj(k -> random.nextInt(spec.dimension()))
        .distinct()
        .toList();
  }

  private io.ringfence.schemas.v1.GraphUpdate message(GraphUpdate update) {
    io.ringfence.schemas.v1.GraphUpdate.Builder message =
        io.ringfence.schemas.v1.GraphUpdate.newBuilder().setGraphId(graphId);
    for (GraphOp op : update.ops()) {
      message.addOps(message(op));
    }
    return message.build();
  }

  private static io.ringfence.schemas.v1.GraphOp.Builder message(GraphOp op) {
    io.ringfence.schemas.v1.GraphOp.Builder message = io.ringfence.schemas.v1.GraphOp.newBuilder();
    if (op instanceof GraphOp.PutNode put) {
      PutNode.Builder node = PutNode.newBuilder().setNodeId(put.nodeId());
      node.getBinaryBuilder().addAllOnes(((BinaryAttributes) put.attributes()).ones());
      put.label().ifPresent(node::setLabel);
      return message.setPutNode(node);
    } else if (op instanceof GraphOp.RemoveNode remove) {
      return message.setRemoveNode(RemoveNode.newBuilder().setNodeId(remove.nodeId()));
    } else if (op instanceof GraphOp.PutEdge put) {
      return message.setPutEdge(
          PutEdge.newBuilder().setSource(put.source()).setTarget(put.target()));
    } else if (op instanceof GraphOp.RemoveEdge remove) {
      return message.setRemoveEdge(
          RemoveEdge.newBuilder().setSource(remove.source()).setTarget(remove.target()));
    } else if (op instanceof GraphOp.SetAttributes set) {
      return message.setSetAttributes(
          SetAttributes.newBuilder().setNodeId(set.nodeId()).addAllAttributes(set.attributes()));
    } else if (op instanceof GraphOp.ClearAttributes clear) {
      return message.setClearAttributes(
          ClearAttributes.newBuilder()
              .setNodeId(clear.nodeId())
              .addAllAttributes(clear.attributes()));
    }
    throw new IllegalArgumentException("The script has no step of the kind of " + op + ".");
  }
}
