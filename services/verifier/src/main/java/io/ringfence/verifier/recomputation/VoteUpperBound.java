package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;

/**
 * The smallest sound upper bound on the probability of votes: one less the lower bound on that of
 * all other votes.
 */
public final class VoteUpperBound {
  private final VoteLowerBound others;

  /**
   * @param votes k in [0, samples)
   * @param samples n
   * @param failureProbability in (0, 1)
   */
  public VoteUpperBound(long votes, long samples, BigDecimal failureProbability) {
    others = new VoteLowerBound(samples - votes, samples, failureProbability);
  }

  /** Whether the true bound is at most {@code claimed}. */
  public boolean allows(BigDecimal claimed) {
    return others.allows(BigDecimal.ONE.subtract(claimed));
  }

  /** The bound itself to some 13 digits. */
  public BigDecimal value() {
    return BigDecimal.ONE.subtract(others.value());
  }
}
