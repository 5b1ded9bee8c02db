package io.ringfence.cli.replay;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.NodeAttributes;
import io.ringfence.graph.RealAttributes;
import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import io.ringfence.schemas.v1.SetValues;

/** Updates as the contract writes them. */
final class UpdateMessages {
  private UpdateMessages() {}

  static io.ringfence.schemas.v1.GraphUpdate of(String graphId, GraphUpdate update) {
    io.ringfence.schemas.v1.GraphUpdate.Builder message =
        io.ringfence.schemas.v1.GraphUpdate.newBuilder().setGraphId(graphId);
    update.ops().forEach(op -> message.addOps(of(op)));
    return message.build();
  }

  private static GraphOp of(io.ringfence.graph.GraphOp op) {
    GraphOp.Builder message = GraphOp.newBuilder();
    if (op instanceof io.ringfence.graph.GraphOp.PutNode put) {
      message.setPutNode(of(put));
    } else if (op instanceof io.ringfence.graph.GraphOp.RemoveNode remove) {
      message.setRemoveNode(RemoveNode.newBuilder().setNodeId(remove.nodeId()));
    } else if (op instanceof io.ringfence.graph.GraphOp.PutEdge put) {
      message.setPutEdge(PutEdge.newBuilder().setSource(put.source()).setTarget(put.target()));
    } else if (op instanceof io.ringfence.graph.GraphOp.RemoveEdge remove) {
      message.setRemoveEdge(
          RemoveEdge.newBuilder().setSource(remove.source()).setTarget(remove.target()));
    } else if (op instanceof io.ringfence.graph.GraphOp.SetAttributes set) {
      message.setSetAttributes(
          SetAttributes.newBuilder().setNodeId(set.nodeId()).addAllAttributes(set.attributes()));
    } else if (op instanceof io.ringfence.graph.GraphOp.ClearAttributes clear) {
      message.setClearAttributes(
          ClearAttributes.newBuilder()
              .setNodeId(clear.nodeId())
              .addAllAttributes(clear.attributes()));
    } else if (op instanceof io.ringfence.graph.GraphOp.SetValues set) {
      message.setSetValues(
          SetValues.newBuilder().setNodeId(set.nodeId()).putAllValues(set.values()));
    }
    return message.build();
  }

  private static PutNode of(io.ringfence.graph.GraphOp.PutNode put) {
    PutNode.Builder message = PutNode.newBuilder().setNodeId(put.nodeId());
    put.label().ifPresent(message::setLabel);
    attributes(message, put.attributes());
    return message.build();
  }

  private static void attributes(PutNode.Builder message, NodeAttributes attributes) {
    if (attributes instanceof BinaryAttributes binary) {
      message.setBinary(
          io.ringfence.schemas.v1.BinaryAttributes.newBuilder().addAllOnes(binary.ones()));
    } else if (attributes instanceof RealAttributes real) {
      message.setReal(
          io.ringfence.schemas.v1.RealAttributes.newBuilder().addAllValues(real.values()));
    }
  }
}
