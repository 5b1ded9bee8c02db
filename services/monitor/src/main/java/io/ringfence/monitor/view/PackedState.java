package io.ringfence.monitor.view;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * An earlier word on a node in about 80 bytes, a third of a {@link NodeState}: of these there are
 * many. Absent integers are -1, an absent distance is negative; times are cut to milliseconds.
 */
final class PackedState {

  private static final int ABSENT = -1;
  private static final NodeState.Status[] STATUSES = NodeState.Status.values();
  private static final NodeState.PendingReason[] REASONS = NodeState.PendingReason.values();

  private final byte status;
  private final byte reason;
  private final int predictedClass;
  private final int label;
  private final int region;
  private final int additions;
  private final int deletions;
  private final int displacedAdditions;
  private final int displacedDeletions;
  private final double distance;
  private final long graphVersion;
  private final long issuedAt;

  PackedState(NodeState state) {
    status = (byte) state.status().ordinal();
    reason = (byte) state.pendingReason().ordinal();
    predictedClass = state.predictedClass().orElse(ABSENT);
    label = state.label().orElse(ABSENT);
    region = state.region().orElse(ABSENT);
    additions = state.additions();
    deletions = state.deletions();
    displacedAdditions = state.displacedAdditions();
    displacedDeletions = state.displacedDeletions();
    distance = state.distance().orElse(ABSENT);
    graphVersion = state.graphVersion();
    issuedAt = state.issuedAt().toEpochMilli();
  }

  NodeState unpack(String nodeId) {
    return new NodeState(
        nodeId,
        STATUSES[status],
        REASONS[reason],
        optional(predictedClass),
        optional(label),
        optional(region),
        additions,
        deletions,
        distance < 0 ? OptionalDouble.empty() : OptionalDouble.of(distance),
        displacedAdditions,
        displacedDeletions,
        graphVersion,
        Instant.ofEpochMilli(issuedAt));
  }

  private static OptionalInt optional(int value) {
    return value == ABSENT ? OptionalInt.empty() : OptionalInt.of(value);
  }
}
