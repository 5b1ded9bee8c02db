package io.ringfence.stream;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.NoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.engine.EpochLedger;
import io.ringfence.engine.FlipHistory;
import io.ringfence.engine.GraphShape;
import io.ringfence.engine.SessionMeta;
import io.ringfence.graph.BinaryAttributes;
import io.ringfence.graph.EdgeState;
import io.ringfence.graph.Epoch;
import io.ringfence.graph.NodeAttributes;
import io.ringfence.graph.NodeState;
import io.ringfence.graph.RealAttributes;
import io.ringfence.schemas.v1.EdgeElement;
import io.ringfence.schemas.v1.EpochElement;
import io.ringfence.schemas.v1.FlippedAttribute;
import io.ringfence.schemas.v1.GraphElement;
import io.ringfence.schemas.v1.GraphMeta;
import io.ringfence.schemas.v1.NodeElement;
import io.ringfence.schemas.v1.ScheduleRow;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/** Elements of the changelog between the engine's form and the contract's. */
final class ChangelogCodec {

  private ChangelogCodec() {}

  static GraphElement encode(String graphId, NodeState node) {
    NodeElement.Builder element =
        NodeElement.newBuilder().setNodeId(node.id()).setOrdinal(node.ordinal());
    node.label().ifPresent(element::setLabel);
    if (node.region() >= 0) {
      element.setRegion(node.region());
    }
    if (node.attributes() instanceof BinaryAttributes binary) {
      element.setBinary(AttributeRecords.of(binary));
    } else if (node.attributes() instanceof RealAttributes real) {
      element.setReal(AttributeRecords.of(real));
    }
    return GraphElement.newBuilder().setGraphId(graphId).setNode(element).build();
  }

  /** A node with the history of its bits. */
  static GraphElement encode(String graphId, NodeState node, FlipHistory history) {
    GraphElement.Builder element = encode(graphId, node).toBuilder();
    for (FlipHistory.Flips bit : history.flips()) {
      element
          .getNodeBuilder()
          .addFlips(
              FlippedAttribute.newBuilder()
                  .setAttribute(bit.attribute())
                  .addAllVersions(bit.versions()));
    }
    return element.build();
  }

  /** The history of a node's bits; empty if nothing has to be known of them. */
  static FlipHistory flips(NodeElement element) {
    return new FlipHistory(
        element.getOrdinal(),
        element.getFlipsList().stream()
            .map(bit -> new FlipHistory.Flips(bit.getAttribute(), bit.getVersionsList()))
            .toList());
  }

  static GraphElement encode(String graphId, EdgeState edge) {
    return GraphElement.newBuilder()
        .setGraphId(graphId)
        .setEdge(EdgeElement.newBuilder().setSource(edge.source()).setTarget(edge.target()))
        .build();
  }

  static GraphElement encode(String graphId, SessionMeta meta) {
    return GraphElement.newBuilder()
        .setGraphId(graphId)
        .setMeta(
            GraphMeta.newBuilder()
                .setGraphVersion(meta.version())
                .setNextOrdinal(meta.nextOrdinal())
                .setEpochsBegun(Math.toIntExact(meta.epochsBegun())))
        .build();
  }

  static GraphElement encode(String graphId, EpochLedger ledger) {
    EpochElement.Builder element =
        EpochElement.newBuilder()
            .setNumber(Math.toIntExact(ledger.epoch().number()))
            .setOpenedAtVersion(ledger.epoch().openedAt())
            .setCapacity(ledger.capacity())
            .setNodesAtOpening(ledger.nodesAtOpening())
            .setNextOrdinalAtOpening(ledger.nextOrdinalAtOpening())
            .setSettings(ledger.settings());
    ledger.shape().ifPresent(shape -> element.setShape(encode(shape)));
    NoiseSchedule schedule = ledger.epoch().schedule();
    for (int c = 0; c < schedule.regions(); c++) {
      if (schedule instanceof BinaryNoiseSchedule binary) {
        element.addSchedule(row(binary, c));
      } else if (schedule instanceof RealNoiseSchedule real) {
        element.addRealSchedule(RealNoiseRecords.of(real, c));
      }
    }
    return GraphElement.newBuilder().setGraphId(graphId).setEpoch(element).build();
  }

  private static io.ringfence.schemas.v1.GraphShape encode(GraphShape shape) {
    return io.ringfence.schemas.v1.GraphShape.newBuilder()
        .setNodes(shape.nodes())
        .setEdges(shape.edges())
        .setCrossingEdges(shape.crossingEdges())
        .setRegions(shape.regions())
        .setLargestRegion(shape.largestRegion())
        .build();
  }

  private static GraphShape decode(io.ringfence.schemas.v1.GraphShape shape) {
    return new GraphShape(
        shape.getNodes(),
        shape.getEdges(),
        shape.getCrossingEdges(),
        shape.getRegions(),
        shape.getLargestRegion());
  }

  private static ScheduleRow row(BinaryNoiseSchedule schedule, int outputRegion) {
    ScheduleRow.Builder row = ScheduleRow.newBuilder();
    for (NoiseLevel level : schedule.row(outputRegion)) {
      row.addAdditionThresholds(level.additionThreshold());
      row.addDeletionThresholds(level.deletionThreshold());
    }
    return row.build();
  }

  static NodeState decode(NodeElement element) {
    NodeAttributes attributes =
        element.hasReal()
            ? new RealAttributes(element.getReal().getValuesList())
            : new BinaryAttributes(element.getBinary().getOnesList());
    return new NodeState(
        element.getNodeId(),
        element.getOrdinal(),
        attributes,
        element.hasLabel() ? OptionalInt.of(element.getLabel()) : OptionalInt.empty(),
        element.hasRegion() ? element.getRegion() : -1);
  }

  static EdgeState decode(EdgeElement element) {
    return new EdgeState(element.getSource(), element.getTarget());
  }

  static SessionMeta decode(GraphMeta meta) {
    return new SessionMeta(meta.getGraphVersion(), meta.getNextOrdinal(), meta.getEpochsBegun());
  }

  static EpochLedger decode(EpochElement element) {
    NoiseSchedule schedule =
        element.getRealScheduleCount() > 0
            ? RealNoiseRecords.schedule(element.getRealScheduleList())
            : schedule(element);
    return new EpochLedger(
        new Epoch(element.getNumber(), element.getOpenedAtVersion(), schedule),
        element.getCapacity(),
        element.getNodesAtOpening(),
        element.getNextOrdinalAtOpening(),
        element.getSettings(),
        element.hasShape() ? Optional.of(decode(element.getShape())) : Optional.empty());
  }

  private static BinaryNoiseSchedule schedule(EpochElement element) {
    List<List<NoiseLevel>> rows = new ArrayList<>(element.getScheduleCount());
    for (ScheduleRow row : element.getScheduleList()) {
      List<NoiseLevel> levels = new ArrayList<>(row.getAdditionThresholdsCount());
      for (int j = 0; j < row.getAdditionThresholdsCount(); j++) {
        levels.add(new NoiseLevel(row.getAdditionThresholds(j), row.getDeletionThresholds(j)));
      }
      rows.add(levels);
    }
    return BinaryNoiseSchedule.of(rows);
  }
}
