package io.ringfence.certificates;

/**
 * How strongly one binary attribute is randomised: a zero becomes a one with probability {@link
 * #addition()}, a one becomes a zero with probability {@link #deletion()}, independently per bit.
 *
 * <p>Both probabilities are integer multiples of 2<sup>-32</sup>, so that a sampler which compares
 * a uniform 32-bit integer with the threshold draws exactly the law that is certified. Immutable.
 *
 * @param additionThreshold p⁺ in units of 2<sup>-32</sup>, in [0, 2<sup>32</sup>]
 * @param deletionThreshold p⁻ in units of 2<sup>-32</sup>, in [0, 2<sup>32</sup>]
 */
public record NoiseLevel(long additionThreshold, long deletionThreshold) {

  /** Number of equally likely values that a sampler compares with a threshold. */
  public static final long GRID = 1L << 32;

  public NoiseLevel {
    requireThreshold("addition", additionThreshold);
    requireThreshold("deletion", deletionThreshold);
  }

  /**
   * The level nearest to the given probabilities.
   *
   * @param addition p⁺ in [0, 1]
   * @param deletion p⁻ in [0, 1]
   * @throws IllegalArgumentException if a probability is not in [0, 1]
   */
  public static NoiseLevel of(double addition, double deletion) {
    return new NoiseLevel(threshold("addition", addition), threshold("deletion", deletion));
  }

  /** p⁺, exactly representable. */
  public double addition() {
    return (double) additionThreshold / GRID;
  }

  /** p⁻, exactly representable. */
  public double deletion() {
    return (double) deletionThreshold / GRID;
  }

  private static long threshold(String name, double probability) {
    if (!(probability >= 0 && probability <= 1)) {
      throw new IllegalArgumentException(
          "Noise probability '%s' is %s; it must lie in [0, 1].".formatted(name, probability));
    }
    return Math.round(probability * GRID);
  }

  private static void requireThreshold(String name, long threshold) {
    if (threshold < 0 || threshold > GRID) {
      throw new IllegalArgumentException(
          "Noise threshold '%s' is %d; it must lie in [0, 2^32].".formatted(name, threshold));
    }
  }
}
