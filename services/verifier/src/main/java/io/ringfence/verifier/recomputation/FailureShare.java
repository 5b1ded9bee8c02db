package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How much of α one certification may use, in decimal arithmetic of 40 digits: α/N for each of N
 * nodes that a promise covers together, 6/(π²k²) of that for the k-th time.
 */
public final class FailureShare {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal PI =
      new BigDecimal("3.14159265358979323846264338327950288419716939937511");
  private static final BigDecimal SIX = BigDecimal.valueOf(6);

  private final BigDecimal share;

  private FailureShare(BigDecimal share) {
    this.share = share;
  }

  /** All of α. */
  public static FailureShare of(double alpha) {
    return new FailureShare(new BigDecimal(alpha));
  }

  /**
   * @param nodes at least 1
   */
  public FailureShare amongNodes(long nodes) {
    return new FailureShare(share.divide(BigDecimal.valueOf(nodes), DIGITS));
  }

  /**
   * @param k 1 for the first time
   */
  public FailureShare forTime(long k) {
    BigDecimal square = BigDecimal.valueOf(k).multiply(BigDecimal.valueOf(k));
    BigDecimal divisor = PI.multiply(PI, DIGITS).multiply(square, DIGITS);
    return new FailureShare(share.multiply(SIX, DIGITS).divide(divisor, DIGITS));
  }

  FailureShare times(BigDecimal part) {
    return new FailureShare(share.multiply(part, DIGITS));
  }

  public BigDecimal value() {
    return share;
  }
}
