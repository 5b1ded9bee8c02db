package io.ringfence.graph;

/**
 * A range of Monte Carlo samples of one seed: {@code first}, {@code first + 1}, … Ranges that do
 * not overlap are independent; the same range twice draws the same noise.
 */
public record SampleRange(long first, int count) {

  public SampleRange {
    if (first < 0 || count < 0) {
      throw new IllegalArgumentException(
          "Sample range starts at %d with %d samples; neither may be negative."
              .formatted(first, count));
    }
  }
}
