package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * P[Bin(n, p) ≥ k], summed term by term in decimal arithmetic of 60 digits.
 *
 * <p>Each term follows from the one before: C(n,i+1)p<sup>i+1</sup>(1-p)<sup>n-i-1</sup> = C(n,i)
 * p<sup>i</sup>(1-p)<sup>n-i</sup>·(n-i)/(i+1)·p/(1-p). The sum ends where the rest, below a
 * geometric series, is less than 10<sup>-45</sup> of it. Relative error: below 10<sup>-40</sup> for
 * n ≤ {@value #MOST_TRIALS}. Cost: at most n multiplications.
 */
public final class BinomialTail {
  /** Most trials that are summed. */
  public static final long MOST_TRIALS = 20_000_000;

  private static final MathContext DIGITS = new MathContext(60);
  private static final BigDecimal NEGLIGIBLE = new BigDecimal("1e-45");

  private final long successes;
  private final long trials;
  private final BigDecimal coefficient;

  /**
   * @param successes k in [1, trials]
   * @param trials n, at most {@value #MOST_TRIALS}
   */
  public BinomialTail(long successes, long trials) {
    if (successes < 1 || successes > trials || trials > MOST_TRIALS) {
      throw new IllegalArgumentException(
          "%d successes in %d trials; there must be at least 1 success and at most %d trials."
              .formatted(successes, trials, MOST_TRIALS));
    }
    this.successes = successes;
    this.trials = trials;
    this.coefficient = choose(trials, Math.min(successes, trials - successes));
  }

  /**
   * @param p in (0, 1)
   */
  public BigDecimal at(BigDecimal p) {
    BigDecimal other = BigDecimal.ONE.subtract(p);
    BigDecimal odds = p.divide(other, DIGITS);
    BigDecimal term =
        coefficient
            .multiply(p.pow(Math.toIntExact(successes), DIGITS), DIGITS)
            .multiply(other.pow(Math.toIntExact(trials - successes), DIGITS), DIGITS);
    BigDecimal sum = term;
    for (long i = successes; i < trials; i++) {
      BigDecimal ratio =
          odds.multiply(BigDecimal.valueOf(trials - i), DIGITS)
              .divide(BigDecimal.valueOf(i + 1), DIGITS);
      term = term.multiply(ratio, DIGITS);
      sum = sum.add(term, DIGITS);
      if (ratio.compareTo(BigDecimal.ONE) < 0 && restIsNegligible(term, ratio, sum)) {
        break;
      }
    }
    return sum;
  }

  /** Ratios only fall from here, so the rest is below term·ratio/(1-ratio). */
  private static boolean restIsNegligible(BigDecimal term, BigDecimal ratio, BigDecimal sum) {
    return term.multiply(ratio, DIGITS)
            .compareTo(
                sum.multiply(NEGLIGIBLE, DIGITS).multiply(BigDecimal.ONE.subtract(ratio), DIGITS))
        < 0;
  }

  private static BigDecimal choose(long n, long k) {
    BigDecimal product = BigDecimal.ONE;
    for (long i = 1; i <= k; i++) {
      product =
          product
              .multiply(BigDecimal.valueOf(n - k + i), DIGITS)
              .divide(BigDecimal.valueOf(i), DIGITS);
    }
    return product;
  }
}
