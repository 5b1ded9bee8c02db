package io.ringfence.integration.committed;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;

/** The steps of one update, taken on a draft that is thrown away at the first fault. */
final class PlainSteps {

  private final PlainGraph.Rules rules;
  private final SortedMap<String, PlainGraph.Node> nodes;
  private final Set<PlainGraph.Edge> edges;

  PlainSteps(
      PlainGraph.Rules rules,
      SortedMap<String, PlainGraph.Node> nodes,
      Set<PlainGraph.Edge> edges) {
    this.rules = rules;
    this.nodes = nodes;
    this.edges = edges;
  }

  SortedMap<String, PlainGraph.Node> nodes() {
    return nodes;
  }

  Set<PlainGraph.Edge> edges() {
    return edges;
  }

  Optional<String> take(GraphUpdate update) {
    if (update.getOpsCount() == 0) {
      return Optional.of("EMPTY_BATCH");
    }
    for (GraphOp op : update.getOpsList()) {
      Optional<String> fault = take(op);
      if (fault.isPresent()) {
        return fault;
      }
    }
    return Optional.empty();
  }

  private Optional<String> take(GraphOp op) {
    return switch (op.getOpCase()) {
      case PUT_NODE -> putNode(op.getPutNode());
      case REMOVE_NODE -> removeNode(op.getRemoveNode().getNodeId());
      case PUT_EDGE -> putEdge(op.getPutEdge());
      case REMOVE_EDGE -> removeEdge(op.getRemoveEdge());
      case SET_ATTRIBUTES ->
          turn(op.getSetAttributes().getNodeId(), op.getSetAttributes().getAttributesList(), true);
      case CLEAR_ATTRIBUTES ->
          turn(
              op.getClearAttributes().getNodeId(),
              op.getClearAttributes().getAttributesList(),
              false);
      case SET_VALUES ->
          present(op.getSetValues().getNodeId()).or(() -> Optional.of("WRONG_ATTRIBUTE_KIND"));
      case OP_NOT_SET -> Optional.of("UNKNOWN_OP");
    };
  }

  private Optional<String> putNode(PutNode put) {
    String id = put.getNodeId();
    if (!isId(id)) {
      return Optional.of("INVALID_NODE_ID");
    }
    if (put.hasReal()) {
      return Optional.of("WRONG_ATTRIBUTE_KIND");
    }
    if (!inRange(put.getBinary().getOnesList())) {
      return Optional.of("ATTRIBUTE_OUT_OF_RANGE");
    }
    if (put.getLabel() < 0) {
      return Optional.of("INVALID_LABEL");
    }
    if (!nodes.containsKey(id) && nodes.size() >= rules.nodes()) {
      return Optional.of("LIMIT_EXCEEDED");
    }
    OptionalInt label = put.hasLabel() ? OptionalInt.of(put.getLabel()) : OptionalInt.empty();
    return write(id, new PlainGraph.Node(new TreeSet<>(put.getBinary().getOnesList()), label));
  }

  /** Whoever has more ones than before must keep within both limits of them. */
  private Optional<String> write(String id, PlainGraph.Node node) {
    PlainGraph.Node before = nodes.put(id, node);
    boolean grows =
        before == null ? !node.ones().isEmpty() : node.ones().size() > before.ones().size();
    long ones = nodes.values().stream().mapToLong(other -> other.ones().size()).sum();
    boolean tooMany = node.ones().size() > rules.nodeOnes() || ones > rules.ones();
    return grows && tooMany ? Optional.of("LIMIT_EXCEEDED") : Optional.empty();
  }

  private Optional<String> removeNode(String id) {
    if (!isId(id)) {
      return Optional.of("INVALID_NODE_ID");
    }
    nodes.remove(id);
    edges.removeIf(edge -> edge.touches(id));
    return Optional.empty();
  }

  private Optional<String> putEdge(PutEdge put) {
    Optional<String> fault =
        ends(put.getSource(), put.getTarget())
            .or(() -> present(put.getSource()))
            .or(() -> present(put.getTarget()));
    PlainGraph.Edge edge = PlainGraph.Edge.of(put.getSource(), put.getTarget());
    if (fault.isPresent() || edges.contains(edge)) {
      return fault;
    }
    if (edges.size() >= rules.edges() || isFull(edge.smaller()) || isFull(edge.larger())) {
      return Optional.of("LIMIT_EXCEEDED");
    }
    edges.add(edge);
    return Optional.empty();
  }

  private boolean isFull(String id) {
    return edges.stream().filter(edge -> edge.touches(id)).count() >= rules.degree();
  }

  private Optional<String> removeEdge(RemoveEdge remove) {
    Optional<String> fault = ends(remove.getSource(), remove.getTarget());
    if (fault.isEmpty()) {
      edges.remove(PlainGraph.Edge.of(remove.getSource(), remove.getTarget()));
    }
    return fault;
  }

  private Optional<String> turn(String id, List<Integer> attributes, boolean on) {
    Optional<String> fault = present(id);
    PlainGraph.Node node = nodes.get(id);
    if (fault.isPresent() || node == null) {
      return fault;
    }
    if (!inRange(attributes)) {
      return Optional.of("ATTRIBUTE_OUT_OF_RANGE");
    }
    TreeSet<Integer> ones = new TreeSet<>(node.ones());
    if (on) {
      ones.addAll(attributes);
    } else {
      attributes.forEach(ones::remove);
    }
    return write(id, new PlainGraph.Node(ones, node.label()));
  }

  private Optional<String> ends(String source, String target) {
    if (!isId(source) || !isId(target)) {
      return Optional.of("INVALID_NODE_ID");
    }
    return source.equals(target) ? Optional.of("SELF_LOOP") : Optional.empty();
  }

  private Optional<String> present(String id) {
    if (!isId(id)) {
      return Optional.of("INVALID_NODE_ID");
    }
    return nodes.containsKey(id) ? Optional.empty() : Optional.of("UNKNOWN_NODE");
  }

  private boolean inRange(Collection<Integer> attributes) {
    return attributes.stream().allMatch(index -> index >= 0 && index < rules.attributes());
  }

  /** Printable, encodable text of bearable length. */
  private boolean isId(String id) {
    try {
      int bytes = UTF_8.newEncoder().encode(CharBuffer.wrap(id)).remaining();
      return bytes > 0
          && bytes <= rules.nodeIdBytes()
          && id.codePoints().noneMatch(Character::isISOControl);
    } catch (CharacterCodingException e) {
      return false;
    }
  }
}
