package io.ringfence.verifier.recomputation;

import ch.obermuhlner.math.big.BigDecimalMath;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * The standard normal distribution in decimal arithmetic of 40 digits.
 *
 * <p>For z ≥ 0, Φ(z) = 1/2 + φ(z)·(z + z³/3 + z⁵/(3·5) + …), of which all terms are positive
 * (Marsaglia 2004). Φ is concave there, so Newton's method from 0 rises to the quantile and never
 * passes it.
 */
final class NormalLaw {
  private static final MathContext DIGITS = new MathContext(40, RoundingMode.HALF_EVEN);
  private static final BigDecimal HALF = new BigDecimal("0.5");
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-38");
  private static final BigDecimal NEAR = new BigDecimal("1e-25");
  private static final BigDecimal ROOT_OF_TWO_PI =
      BigDecimalMath.sqrt(BigDecimalMath.pi(DIGITS).multiply(BigDecimal.valueOf(2)), DIGITS);
  private static final int MOST_STEPS = 2_000;

  private NormalLaw() {}

  /**
   * @param z at least 0
   */
  static BigDecimal cumulative(BigDecimal z) {
    BigDecimal square = z.multiply(z, DIGITS);
    BigDecimal term = z;
    BigDecimal sum = z;
    for (int k = 3; term.compareTo(NEGLIGIBLE) > 0; k += 2) {
      term = term.multiply(square, DIGITS).divide(BigDecimal.valueOf(k), DIGITS);
      sum = sum.add(term, DIGITS);
    }
    return HALF.add(density(z).multiply(sum, DIGITS), DIGITS);
  }

  private static BigDecimal density(BigDecimal z) {
    BigDecimal exponent = z.multiply(z, DIGITS).multiply(HALF, DIGITS).negate();
    return BigDecimalMath.exp(exponent, DIGITS).divide(ROOT_OF_TWO_PI, DIGITS);
  }

  /**
   * Φ<sup>-1</sup>, to 25 digits after the point unless p is within 10<sup>-16</sup> of an end.
   *
   * @param p in (0, 1)
   */
  static BigDecimal quantile(BigDecimal p) {
    if (p.compareTo(HALF) < 0) {
      return quantile(BigDecimal.ONE.subtract(p)).negate();
    }
    BigDecimal z = BigDecimal.ZERO;
    for (int step = 0; step < MOST_STEPS; step++) {
      BigDecimal rest = p.subtract(cumulative(z), DIGITS);
      BigDecimal more = rest.divide(density(z), DIGITS);
      z = z.add(more, DIGITS);
      if (more.abs().compareTo(NEAR) < 0) {
        return z;
      }
    }
    throw new ArithmeticException("The normal quantile of %s was not found.".formatted(p));
  }
}
