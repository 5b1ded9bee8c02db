package io.ringfence.engine;

/**
 * When a word that still stands is worth new samples. Who goes first says {@link Urgency}.
 *
 * @param share a certificate is renewed when less than this share of either of its radii is left,
 *     in [0, 1]: 0 waits until it ends, 1 renews at the first loss
 * @param abstainedBits an abstaining node is examined anew when at least this many of the bits that
 *     it sees differ from those of its samples, at least 1
 */
public record RenewalRule(double share, int abstainedBits) {

  /** Half of a radius, or a single bit. */
  public static final RenewalRule DEFAULT = new RenewalRule(0.5, 1);

  public RenewalRule {
    if (!(share >= 0 && share <= 1)) {
      throw new IllegalArgumentException(
          "Renewal share is %s; it must lie in [0, 1].".formatted(share));
    }
    if (abstainedBits < 1) {
      throw new IllegalArgumentException(
          "Renewal after %d bits; abstaining nodes need at least 1.".formatted(abstainedBits));
    }
  }
}
