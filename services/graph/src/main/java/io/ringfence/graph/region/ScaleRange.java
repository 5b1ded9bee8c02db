package io.ringfence.graph.region;

/**
 * Scales of noise on real attributes from the least, near by, to the most, far away.
 *
 * @param min in (0, max]
 * @param max at least min, finite
 */
public record ScaleRange(double min, double max) {

  public ScaleRange {
    if (!(min > 0 && min <= max && max < Double.POSITIVE_INFINITY)) {
      throw new IllegalArgumentException(
          "Scale range %s:%s must fulfil 0 < least <= most and be finite, such as 0.2:1."
              .formatted(min, max));
    }
  }

  /**
   * @param text {@code "0.2:1"}, or {@code "0.2"} for the same everywhere
   * @throws IllegalArgumentException if it is neither, or out of range
   */
  public static ScaleRange parse(String text) {
    int colon = text.indexOf(':');
    try {
      double min = Double.parseDouble(colon < 0 ? text : text.substring(0, colon));
      return new ScaleRange(min, colon < 0 ? min : Double.parseDouble(text.substring(colon + 1)));
    } catch (NumberFormatException e) {
      throw new IllegalArgumentException(
          "Scale range '%s' is not of the form MIN:MAX, such as 0.2:1, nor a number."
              .formatted(text),
          e);
    }
  }

  /**
   * The scale at a place on the way from least to most; exact at both ends.
   *
   * @param share in [0, 1]
   */
  double at(double share) {
    return share >= 1 ? max : Math.min(max, min + share * (max - min));
  }
}
