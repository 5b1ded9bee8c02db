package io.ringfence.stream;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.GraphOp;
import io.ringfence.graph.GraphUpdate;
import io.ringfence.graph.RealAttributes;
import io.ringfence.schemas.Encoding;
import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import io.ringfence.schemas.v1.SetValues;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Writes updates, for producers. */
public final class UpdateRecords {

  private UpdateRecords() {}

  /** The record of an update of one graph; its partition follows from the key. */
  public static ProducerRecord<byte[], byte[]> of(
      String topic, String graphId, GraphUpdate update, Encoding encoding) {
    io.ringfence.schemas.v1.GraphUpdate.Builder message =
        io.ringfence.schemas.v1.GraphUpdate.newBuilder().setGraphId(graphId);
    update.ops().forEach(op -> message.addOps(of(op)));
    ProducerRecord<byte[], byte[]> record =
        new ProducerRecord<>(topic, graphId.getBytes(UTF_8), encoding.encode(message.build()));
    record.headers().add(Encoding.CONTENT_TYPE_HEADER, encoding.contentType().getBytes(UTF_8));
    return record;
  }

  private static io.ringfence.schemas.v1.GraphOp of(GraphOp op) {
    io.ringfence.schemas.v1.GraphOp.Builder message = io.ringfence.schemas.v1.GraphOp.newBuilder();
    if (op instanceof GraphOp.PutNode put) {
      message.setPutNode(putNode(put));
    } else if (op instanceof GraphOp.RemoveNode remove) {
      message.setRemoveNode(RemoveNode.newBuilder().setNodeId(remove.nodeId()));
    } else if (op instanceof GraphOp.PutEdge put) {
      message.setPutEdge(PutEdge.newBuilder().setSource(put.source()).setTarget(put.target()));
    } else if (op instanceof GraphOp.RemoveEdge remove) {
      message.setRemoveEdge(
          RemoveEdge.newBuilder().setSource(remove.source()).setTarget(remove.target()));
    } else if (op instanceof GraphOp.SetAttributes set) {
      message.setSetAttributes(
          SetAttributes.newBuilder().setNodeId(set.nodeId()).addAllAttributes(set.attributes()));
    } else if (op instanceof GraphOp.ClearAttributes clear) {
      message.setClearAttributes(
          ClearAttributes.newBuilder()
              .setNodeId(clear.nodeId())
              .addAllAttributes(clear.attributes()));
    } else if (op instanceof GraphOp.SetValues set) {
      message.setSetValues(
          SetValues.newBuilder().setNodeId(set.nodeId()).putAllValues(set.values()));
    }
    return message.build();
  }

  private static PutNode putNode(GraphOp.PutNode put) {
    PutNode.Builder message = PutNode.newBuilder().setNodeId(put.nodeId());
    put.label().ifPresent(message::setLabel);
    if (put.attributes() instanceof BinaryAttributes binary) {
      message.setBinary(AttributeRecords.of(binary));
    } else if (put.attributes() instanceof RealAttributes real) {
      message.setReal(AttributeRecords.of(real));
    }
    return message.build();
  }
}
