package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * The largest sound lower bound on a vote probability: the p at which P[Bin(n, p) ≥ k] reaches the
 * failure probability. A claim is sound if the tail at the claimed p is at most that.
 */
public final class VoteLowerBound {
  private static final MathContext DIGITS = new MathContext(20);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal RELATIVE_ERROR = new BigDecimal("1e-35");
  private static final int BISECTIONS = 45;

  private final BinomialTail tail;
  private final BigDecimal failureProbability;

  /**
   * @param votes k in [1, samples]; without a vote the bound is 0
   * @param samples n
   * @param failureProbability in (0, 1)
   */
  public VoteLowerBound(long votes, long samples, BigDecimal failureProbability) {
    tail = new BinomialTail(votes, samples);
    this.failureProbability =
        failureProbability.multiply(BigDecimal.ONE.add(RELATIVE_ERROR), new MathContext(60));
  }

  /** Whether the true bound is at least {@code claimed}. */
  public boolean allows(BigDecimal claimed) {
    if (claimed.signum() <= 0) {
      return true;
    }
    return claimed.compareTo(BigDecimal.ONE) < 0
        && tail.at(claimed).compareTo(failureProbability) <= 0;
  }

  /** The bound itself to some 13 digits; dozens of times the cost of {@link #allows}. */
  public BigDecimal value() {
    BigDecimal low = BigDecimal.ZERO;
    BigDecimal high = BigDecimal.ONE;
    for (int i = 0; i < BISECTIONS; i++) {
      BigDecimal middle = low.add(high).multiply(HALF);
      if (allows(middle)) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low.round(DIGITS);
  }
}
