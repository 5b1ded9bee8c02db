package io.ringfence.monitor.view;

import com.google.protobuf.Timestamp;
import io.ringfence.schemas.v1.NodeCertificate;
import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/** From the record of the topic to what is kept of it. */
final class NodeStates {

  private NodeStates() {}

  /**
   * @throws IllegalArgumentException if the record names no status, which its contract forbids
   */
  static NodeState of(NodeCertificate record) {
    return new NodeState(
        record.getNodeId(),
        status(record),
        reason(record.getPendingReason()),
        record.hasPredictedClass()
            ? OptionalInt.of(record.getPredictedClass())
            : OptionalInt.empty(),
        record.hasLabel() ? OptionalInt.of(record.getLabel()) : OptionalInt.empty(),
        record.hasRegion() ? OptionalInt.of(record.getRegion()) : OptionalInt.empty(),
        record.getRadii().getAdditions(),
        record.getRadii().getDeletions(),
        record.getRadii().hasDistance()
            ? OptionalDouble.of(record.getRadii().getDistance())
            : OptionalDouble.empty(),
        record.getDisplacement().getAdditionsList().stream().mapToInt(Integer::intValue).sum(),
        record.getDisplacement().getDeletionsList().stream().mapToInt(Integer::intValue).sum(),
        record.getGraphVersion(),
        instant(record.getIssuedAt()));
  }

  private static NodeState.Status status(NodeCertificate record) {
    return switch (record.getStatus()) {
      case CERTIFIED -> NodeState.Status.CERTIFIED;
      case PENDING -> NodeState.Status.PENDING;
      case ABSTAINED -> NodeState.Status.ABSTAINED;
      case STATUS_UNSPECIFIED, UNRECOGNIZED ->
          throw new IllegalArgumentException(
              "The certificate of node '%s' has no status that this version knows; run the version that wrote it, or a newer one."
                  .formatted(record.getNodeId()));
    };
  }

  private static NodeState.PendingReason reason(NodeCertificate.PendingReason reason) {
    return switch (reason) {
      case NEW_NODE -> NodeState.PendingReason.NEW_NODE;
      case CHANGE_IN_RECEPTIVE_FIELD -> NodeState.PendingReason.CHANGE_IN_RECEPTIVE_FIELD;
      case NEW_EPOCH -> NodeState.PendingReason.NEW_EPOCH;
      case DISPLACED -> NodeState.PendingReason.DISPLACED;
      case PENDING_REASON_UNSPECIFIED, UNRECOGNIZED -> NodeState.PendingReason.NONE;
    };
  }

  static Instant instant(Timestamp time) {
    return Instant.ofEpochSecond(time.getSeconds(), time.getNanos());
  }
}
