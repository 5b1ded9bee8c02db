package io.ringfence.verifier.recomputation;

/**
 * A number of predictions that fall, as far as outward rounding leaves it open.
 *
 * @param exact what falls
 * @param cautious what a sound certificate with thresholds a little too high would say; at least
 *     {@code exact}
 */
public record FlipCount(int exact, int cautious) {
  static final FlipCount NONE = new FlipCount(0, 0);

  FlipCount plus(FlipCount other) {
    return new FlipCount(exact + other.exact, cautious + other.cautious);
  }

  FlipCount orMore(FlipCount other) {
    return new FlipCount(Math.max(exact, other.exact), Math.max(cautious, other.cautious));
  }
}
