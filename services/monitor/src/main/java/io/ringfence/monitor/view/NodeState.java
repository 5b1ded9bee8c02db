package io.ringfence.monitor.view;

import java.time.Instant;
import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * The last word on one node, as small as the monitor's many need it; the whole record is the
 * receipt.
 *
 * @param predictedClass of a CERTIFIED or ABSTAINED node
 * @param region absent before the first epoch
 * @param additions certified additions, 0 if nothing is promised
 * @param deletions certified deletions, 0 if nothing is promised
 * @param distance certified distance, where attributes are real-valued
 * @param displacedAdditions zeros that are ones now and were not when the node was sampled
 * @param displacedDeletions ones that are zeros now and were not when the node was sampled
 * @param graphVersion at which this was said
 */
public record NodeState(
    String nodeId,
    Status status,
    PendingReason pendingReason,
    OptionalInt predictedClass,
    OptionalInt label,
    OptionalInt region,
    int additions,
    int deletions,
    OptionalDouble distance,
    int displacedAdditions,
    int displacedDeletions,
    long graphVersion,
    Instant issuedAt) {

  /** What is promised. */
  public enum Status {
    CERTIFIED,
    PENDING,
    ABSTAINED
  }

  /** Why a node waits. */
  public enum PendingReason {
    NONE,
    NEW_NODE,
    CHANGE_IN_RECEPTIVE_FIELD,
    NEW_EPOCH,
    DISPLACED
  }

  /** Whether the prediction provably stays under so many additions alone and deletions alone. */
  public boolean certifiedAt(int wantedAdditions, int wantedDeletions) {
    return status == Status.CERTIFIED
        && additions >= wantedAdditions
        && deletions >= wantedDeletions;
  }

  /** Whether the prediction provably stays when attributes move so far; no bits, no distance. */
  public boolean certifiedAt(double wantedDistance) {
    return status == Status.CERTIFIED
        && distance.isPresent()
        && distance.getAsDouble() >= wantedDistance;
  }
}
