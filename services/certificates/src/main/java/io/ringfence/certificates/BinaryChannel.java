package io.ringfence.certificates;

import java.math.BigInteger;
import java.util.List;

/**
 * What one noise level does to one bit, as a binary channel: a zero is read as a one with
 * probability u = low·2<sup>-32</sup>, a one with probability v = high·2<sup>-32</sup>, u ≤ v.
 *
 * <p>A level with p⁺ + p⁻ &gt; 1 reads ones more often from zeros than from ones; renaming the
 * outputs turns it into a channel with u &lt; v that tells exactly as much, so both share one
 * representation. A level with u = v tells nothing about the bit; all of these share one, too.
 * Hence two levels that garble into each other are the same channel.
 *
 * <p><b>Order.</b> Channel j is a <i>garbling</i> of channel i if j is i followed by a channel (s =
 * P[1 | 1], t = P[1 | 0]) of its own: u_j = s·u_i + t·(1-u_i), v_j = s·v_i + t·(1-v_i). Solved for
 * s and t:
 *
 * <pre>
 *   t = (u_j·v_i - v_j·u_i) / (v_i - u_i),   s = (v_j·(1-u_i) - u_j·(1-v_i)) / (v_i - u_i),
 * </pre>
 *
 * and j is a garbling of i iff both lie in [0, 1]. On the 2<sup>-32</sup> grid this is decided in
 * integers, without rounding. In terms of the two extreme likelihood ratios r₁ = v/u and r₀ =
 * (1-u)/(1-v) the order is the product order: more noise never raises either ratio. Hence any set
 * of channels has a least channel above all of them.
 *
 * <p><b>Why it matters.</b> A perturbed bit offers a test the pair (Ber(u), Ber(v)) or the swapped
 * one. If j is a garbling of i, any test that uses a bit at level j can be imitated with a bit at
 * level i, whatever the other bits; moving a perturbed bit from j to i therefore never lowers the
 * threshold q*. The worst place of a budget uses only levels that no other level of the row
 * dominates. (For p⁺ + p⁻ ≤ 1 along a schedule that raises both this is the region nearest by; for
 * levels such as (0.1, 0.95) "more noise only garbles" is false, and this order decides.)
 */
record BinaryChannel(long low, long high) {

  private static final long GRID = NoiseLevel.GRID;

  /** Tells the bit itself: dominates every channel. */
  static final BinaryChannel PERFECT = new BinaryChannel(0, GRID);

  /** Tells nothing: all such levels are this one channel, so that equivalent channels are equal. */
  static final BinaryChannel USELESS = new BinaryChannel(0, 0);

  static BinaryChannel of(NoiseLevel level) {
    long u = level.additionThreshold();
    long v = GRID - level.deletionThreshold();
    if (u == v) {
      return USELESS;
    }
    return u <= v ? new BinaryChannel(u, v) : new BinaryChannel(GRID - u, GRID - v);
  }

  /** P[1 | 0], exact. */
  double u() {
    return (double) low / GRID;
  }

  /** P[1 | 1], exact. */
  double v() {
    return (double) high / GRID;
  }

  /** Whether the output says nothing about the bit. */
  boolean useless() {
    return low == high;
  }

  /** Whether {@code other} is a garbling of this channel; exact. */
  boolean dominates(BinaryChannel other) {
    if (useless()) {
      return other.useless();
    }
    BigInteger whole = BigInteger.valueOf(high - low).multiply(BigInteger.valueOf(GRID));
    BigInteger t = product(other.low, high).subtract(product(other.high, low));
    BigInteger s = product(other.high, GRID - low).subtract(product(other.low, GRID - high));
    return within(t, whole) && within(s, whole);
  }

  /**
   * A channel that dominates all given ones: one of them if possible, else the least such channel
   * rounded outward on the grid, else {@link #PERFECT}.
   *
   * @param channels at least one
   */
  static BinaryChannel above(List<BinaryChannel> channels) {
    for (BinaryChannel candidate : channels) {
      if (candidate.dominatesAll(channels)) {
        return candidate;
      }
    }
    double r1 = channels.stream().mapToDouble(c -> c.v() / c.u()).max().orElseThrow();
    double r0 = channels.stream().mapToDouble(c -> (1 - c.u()) / (1 - c.v())).max().orElseThrow();
    double u = Double.isInfinite(r0) ? 1 / r1 : (r0 - 1) / (r0 * r1 - 1);
    double v = Double.isInfinite(r1) ? 1 - 1 / r0 : r1 * u;
    for (int slack = 0; slack <= 2; slack++) {
      long low = Math.max(0, (long) Math.floor(u * GRID) - slack);
      long high = Math.min(GRID, (long) Math.ceil(v * GRID) + slack);
      BinaryChannel candidate = new BinaryChannel(Math.min(low, high), high);
      if (candidate.dominatesAll(channels)) {
        return candidate;
      }
    }
    return PERFECT;
  }

  private boolean dominatesAll(List<BinaryChannel> channels) {
    return channels.stream().allMatch(this::dominates);
  }

  private static boolean within(BigInteger value, BigInteger whole) {
    return value.signum() >= 0 && value.compareTo(whole) <= 0;
  }

  private static BigInteger product(long a, long b) {
    return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
  }
}
