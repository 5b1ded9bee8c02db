package io.ringfence.engine;

import io.ringfence.certificates.FailureBudget;

/**
 * What the published certificates promise together, and how the failure probability α is spent.
 *
 * @param alpha probability in (0, 1) that the promise is broken
 * @param scope over which nodes the promise runs
 * @param horizon over which time the promise runs
 */
public record Confidence(double alpha, Scope scope, Horizon horizon) {

  /** Over which nodes a promise runs. */
  public enum Scope {
    /** All nodes at once: every node gets α divided by the capacity of the epoch. */
    JOINT,
    /** Each node by itself; carries no collective certificate. */
    NODE
  }

  /** Over which time a promise runs. */
  public enum Horizon {
    /**
     * Everything ever published, whatever decided when to certify again: the k-th certification of
     * a node and the e-th epoch get the shares 6/(π²k²) and 6/(π²e²).
     */
    FOREVER,
    /**
     * The certificates of one graph version, for updates that do not react to published results.
     */
    VERSION
  }

  public Confidence {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "Failure probability alpha is %s; it must lie strictly between 0 and 1."
              .formatted(alpha));
    }
  }

  /**
   * Whether a certificate may be kept, shortened, when attributes change. How long it is kept then
   * depends on what its samples showed, so that several certifications of a node count towards one
   * version: each must have a share of its own.
   */
  public boolean allowsDisplacement() {
    return horizon == Horizon.FOREVER;
  }

  /**
   * The failure probability of one certification.
   *
   * @param capacity most nodes that the epoch may see
   * @param epoch number of the epoch, from 1
   * @param certification how often the node has been certified, this time included, from 1
   */
  public double failureProbability(long capacity, long epoch, long certification) {
    double level = scope == Scope.JOINT ? new FailureBudget(alpha).perNode(capacity) : alpha;
    if (horizon == Horizon.VERSION) {
      return level;
    }
    double spent = FailureBudget.overTime(level, certification);
    return scope == Scope.JOINT ? FailureBudget.overTime(spent, epoch) : spent;
  }
}
