package io.ringfence.graph.region;

/**
 * Noise probabilities from the least, near by, to the most, far away.
 *
 * @param min in [0, max]
 * @param max in [min, 1]
 */
public record NoiseRange(double min, double max) {

  public NoiseRange {
    if (!(min >= 0 && min <= max && max <= 1)) {
      throw new IllegalArgumentException(
          "Noise range %s:%s must fulfil 0 <= least <= most <= 1.".formatted(min, max));
    }
  }

  /**
   * @param text {@code "0.01:0.1"}, or {@code "0.01"} for the same everywhere
   * @throws IllegalArgumentException if it is neither, or out of range
   */
  public static NoiseRange parse(String text) {
    int colon = text.indexOf(':');
    try {
      double min = Double.parseDouble(colon < 0 ? text : text.substring(0, colon));
      return new NoiseRange(min, colon < 0 ? min : Double.parseDouble(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Noise range '%s' is not of the form MIN:MAX, such as 0.01:0.1, nor a number."
              .formatted(text),
          e);
    }
  }

  /**
   * The probability at a place on the way from least to most; exact at both ends.
   *
   * @param share in [0, 1]
   */
  double at(double share) {
    return share >= 1 ? max : Math.min(max, min + share * (max - min));
  }
}
