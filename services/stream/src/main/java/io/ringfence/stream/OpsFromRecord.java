package io.ringfence.stream;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.NodeAttributes;
import io.ringfence.graph.RealAttributes;
import io.ringfence.schemas.v1.PutNode;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;

/** From the contract's steps to the graph's. */
final class OpsFromRecord {

  private OpsFromRecord() {}

  static GraphUpdate of(io.ringfence.schemas.v1.GraphUpdate update) throws UndecodableException {
    List<GraphOp> ops = new ArrayList<>(update.getOpsCount());
    for (io.ringfence.schemas.v1.GraphOp op : update.getOpsList()) {
      ops.add(of(op, ops.size()));
    }
    return new GraphUpdate(ops);
  }

  private static GraphOp of(io.ringfence.schemas.v1.GraphOp op, int index)
      throws UndecodableException {
    return switch (op.getOpCase()) {
      case PUT_NODE -> putNode(op.getPutNode());
      case REMOVE_NODE -> new GraphOp.RemoveNode(op.getRemoveNode().getNodeId());
      case PUT_EDGE ->
          new GraphOp.PutEdge(op.getPutEdge().getSource(), op.getPutEdge().getTarget());
      case REMOVE_EDGE ->
          new GraphOp.RemoveEdge(op.getRemoveEdge().getSource(), op.getRemoveEdge().getTarget());
      case SET_ATTRIBUTES ->
          new GraphOp.SetAttributes(
              op.getSetAttributes().getNodeId(), op.getSetAttributes().getAttributesList());
      case CLEAR_ATTRIBUTES ->
          new GraphOp.ClearAttributes(
              op.getClearAttributes().getNodeId(), op.getClearAttributes().getAttributesList());
      case SET_VALUES ->
          new GraphOp.SetValues(op.getSetValues().getNodeId(), op.getSetValues().getValuesMap());
      case OP_NOT_SET ->
          throw new UndecodableException(
              DeadLetterReason.UNKNOWN_OP,
              "Op %d says nothing; set exactly one of putNode, removeNode, putEdge, removeEdge, setAttributes, clearAttributes, setValues."
                  .formatted(index));
    };
  }

  private static GraphOp putNode(PutNode put) {
    return new GraphOp.PutNode(
        put.getNodeId(),
        attributes(put),
        put.hasLabel() ? OptionalInt.of(put.getLabel()) : OptionalInt.empty());
  }

  private static NodeAttributes attributes(PutNode put) {
    return put.hasReal()
        ? new RealAttributes(put.getReal().getValuesList())
        : new BinaryAttributes(put.getBinary().getOnesList());
  }
}
