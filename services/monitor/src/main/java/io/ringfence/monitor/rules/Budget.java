package io.ringfence.monitor.rules;

import io.ringfence.monitor.view.NodeState;
import io.ringfence.monitor.view.NodeState.Status;

/**
 * What an adversary may change. All zero asks only for a certificate.
 *
 * @param additions zeros turned into ones, alone
 * @param deletions ones turned into zeros, alone
 * @param distance between the attribute matrices, where attributes are real-valued
 */
public record Budget(int additions, int deletions, double distance) {

  /** Whether the node's own radii promise that its prediction stays. */
  boolean holds(NodeState node) {
    return node.status() == Status.CERTIFIED
        && node.certifiedAt(additions, deletions)
        && (distance == 0 || node.distance().orElse(0) >= distance);
  }

  @Override
  public String toString() {
    return distance > 0
        ? "distance %s".formatted(Figures.of(distance))
        : "%d additions, %d deletions".formatted(additions, deletions);
  }
}
