package io.ringfence.integration.poison;

import io.ringfence.schemas.v1.BinaryAttributes;
import io.ringfence.schemas.v1.ClearAttributes;
import io.ringfence.schemas.v1.GraphOp;
import io.ringfence.schemas.v1.GraphUpdate;
import io.ringfence.schemas.v1.PutEdge;
import io.ringfence.schemas.v1.PutNode;
import io.ringfence.schemas.v1.RemoveEdge;
import io.ringfence.schemas.v1.RemoveNode;
import io.ringfence.schemas.v1.SetAttributes;
import java.util.List;
import java.util.stream.IntStream;

/** Updates of good form, whether or not their graph has the nodes that they need. */
final class ValidUpdates {

  private static final int IDS = 12;

  /** Ones of every node for which there is room whatever the others are. */
  private static final long ROOM = Judge.RULES.ones() / IDS;

  private ValidUpdates() {}

  /** Some steps of any kind. */
  static GraphUpdate any(Dice dice, String graphId) {
    GraphUpdate.Builder update = GraphUpdate.newBuilder();
    if (dice.onceIn(2)) {
      update.setGraphId(graphId);
    }
    for (int k = dice.below(4); k >= 0; k--) {
      update.addOps(op(dice));
    }
    return update.build();
  }

  /** Puts a node: nothing that a graph can refuse while it has room. */
  static GraphUpdate put(Dice dice) {
    return GraphUpdate.newBuilder()
        .addOps(GraphOp.newBuilder().setPutNode(node(dice, ROOM)))
        .build();
  }

  private static GraphOp op(Dice dice) {
    GraphOp.Builder op = GraphOp.newBuilder();
    return switch (dice.below(12)) {
      case 0 -> op.setRemoveNode(RemoveNode.newBuilder().setNodeId(id(dice))).build();
      case 1, 2, 3 ->
          op.setPutEdge(PutEdge.newBuilder().setSource(id(dice)).setTarget(id(dice))).build();
      case 4 ->
          op.setRemoveEdge(RemoveEdge.newBuilder().setSource(id(dice)).setTarget(id(dice))).build();
      case 5, 6 ->
          op.setSetAttributes(
                  SetAttributes.newBuilder().setNodeId(id(dice)).addAllAttributes(bits(dice)))
              .build();
      case 7 ->
          op.setClearAttributes(
                  ClearAttributes.newBuilder().setNodeId(id(dice)).addAllAttributes(bits(dice)))
              .build();
      default -> op.setPutNode(node(dice, Judge.RULES.attributes())).build();
    };
  }

  private static PutNode.Builder node(Dice dice, long mostOnes) {
    PutNode.Builder node =
        PutNode.newBuilder()
            .setNodeId(id(dice))
            .setBinary(
                BinaryAttributes.newBuilder()
                    .addAllOnes(bits(dice).stream().limit(mostOnes).toList()));
    return dice.onceIn(3) ? node.setLabel(dice.below(4)) : node;
  }

  private static String id(Dice dice) {
    return "n" + dice.below(IDS);
  }

  private static List<Integer> bits(Dice dice) {
    return IntStream.range(0, Judge.RULES.attributes())
        .filter(bit -> dice.onceIn(4))
        .boxed()
        .toList();
  }
}
