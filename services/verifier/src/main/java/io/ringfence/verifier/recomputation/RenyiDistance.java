package io.ringfence.verifier.recomputation;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.Optional;

/**
 * D_r(Ber(p) ‖ Ber(q)) in decimal arithmetic: ln(p^r·q^(1-r) + (1-p)^r·(1-q)^(1-r))/(r-1), for r =
 * 1 the Kullback-Leibler divergence, for r = ∞ the logarithm of the largest ratio. Relative error
 * below 10<sup>-25</sup> for orders that differ from 1 by at least 10<sup>-3</sup>, or are 1.
 */
public final class RenyiDistance {
  private static final MathContext DIGITS = new MathContext(34);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private RenyiDistance() {}

  /**
   * η of one row for a vote probability: the distance between a fair coin and {@code q}.
   *
   * @param order r in (0, ∞]
   * @param forward whether the fair coin, the perturbed graph at its worst, comes first
   * @param q above one half, at most 1
   * @return empty if infinite
   */
  public static Optional<BigDecimal> eta(double order, boolean forward, BigDecimal q) {
    return forward ? of(order, HALF, q) : of(order, q, HALF);
  }

  /** The same between any two coins. */
  static Optional<BigDecimal> of(double order, BigDecimal p, BigDecimal q) {
    BigDecimal notP = BigDecimal.ONE.subtract(p);
    BigDecimal notQ = BigDecimal.ONE.subtract(q);
    if (!(order > 0)) {
      throw new IllegalArgumentException("Order is %s; it must be above 0.".formatted(order));
    }
    if (order >= 1 && (impossible(p, q) || impossible(notP, notQ))) {
      return Optional.empty();
    }
    if (Double.isInfinite(order)) {
      return Optional.of(log(ratio(p, q).max(ratio(notP, notQ))));
    }
    if (order == 1) {
      return Optional.of(relative(p, q).add(relative(notP, notQ), DIGITS));
    }
    BigDecimal r = new BigDecimal(order);
    BigDecimal sum = power(r, p, q).add(power(r, notP, notQ), DIGITS);
    return sum.signum() == 0
        ? Optional.empty()
        : Optional.of(log(sum).divide(r.subtract(BigDecimal.ONE), DIGITS));
  }

  private static boolean impossible(BigDecimal p, BigDecimal q) {
    return q.signum() == 0 && p.signum() > 0;
  }

  private static BigDecimal ratio(BigDecimal p, BigDecimal q) {
    return p.signum() == 0 ? BigDecimal.ZERO : p.divide(q, DIGITS);
  }

  private static BigDecimal relative(BigDecimal p, BigDecimal q) {
    return p.signum() == 0 ? BigDecimal.ZERO : p.multiply(log(ratio(p, q)), DIGITS);
  }

  /** p^r·q^(1-r) = p·(p/q)^(r-1); where one is 0, so is the product. */
  private static BigDecimal power(BigDecimal r, BigDecimal p, BigDecimal q) {
    if (p.signum() == 0 || q.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal exponent = r.subtract(BigDecimal.ONE).multiply(log(ratio(p, q)), DIGITS);
    return p.multiply(BigDecimalMath.exp(exponent, DIGITS), DIGITS);
  }

  static BigDecimal log(BigDecimal x) {
    return BigDecimalMath.log(x, DIGITS);
  }
}
