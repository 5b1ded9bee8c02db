package io.ringfence.verifier.recomputation;

import java.math.BigInteger;

/**
 * The noise of one bit: a zero is read as a one with probability addition·2<sup>-32</sup>, a one as
 * a zero with probability deletion·2<sup>-32</sup>.
 *
 * @param addition in [0, 2<sup>32</sup>]
 * @param deletion in [0, 2<sup>32</sup>]
 */
public record Level(long addition, long deletion) {
  /** Probability one. */
  public static final long ONE = 1L << 32;

  public Level {
    if (addition < 0 || addition > ONE || deletion < 0 || deletion > ONE) {
      throw new IllegalArgumentException(
          "Noise level is (%d, %d); both must lie in [0, 2^32].".formatted(addition, deletion));
    }
  }

  /**
   * Whether whoever sees a bit at this level can imitate one at the other.
   *
   * <p>A test between "was zero" and "was one" has an operating point (P[accept | zero], P[accept |
   * one]). What can be had from a level is the parallelogram with corners (0, 0), (1, 1), the point
   * of reading a one, (addition, 1-deletion), and its mirror image. By Blackwell's theorem for two
   * hypotheses a level can be imitated iff its point lies inside. Decided in whole numbers.
   */
  public boolean imitates(Level other) {
    long x = addition;
    long y = ONE - deletion;
    long u = other.addition;
    long v = ONE - other.deletion;
    BigInteger area = cross(x, y, ONE, ONE);
    if (area.signum() == 0) {
      return u == v;
    }
    // (u, v) = s·(x, y) + t·(1-x, 1-y) with 0 ≤ s, t ≤ 1; cross with (1-x, 1-y) is that with (1, 1)
    BigInteger s = cross(u, v, ONE - x, ONE - y);
    BigInteger t = cross(x, y, u, v);
    if (area.signum() < 0) {
      area = area.negate();
      s = s.negate();
      t = t.negate();
    }
    return s.signum() >= 0 && t.signum() >= 0 && s.compareTo(area) <= 0 && t.compareTo(area) <= 0;
  }

  private static BigInteger cross(long x, long y, long u, long v) {
    return BigInteger.valueOf(x)
        .multiply(BigInteger.valueOf(v))
        .subtract(BigInteger.valueOf(y).multiply(BigInteger.valueOf(u)));
  }
}
