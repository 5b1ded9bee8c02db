package io.ringfence.certificates;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Noise for real-valued attributes: to every attribute of a node of region j an independent draw of
 * mean 0 is added when predictions of region c are smoothed, with scale (c, j).
 *
 * <p>Output region first, as in {@link NoiseSchedule}. Immutable.
 */
public final class RealNoiseSchedule implements NoiseSchedule {

  /** The law of the noise, which decides the norm in which distances are certified. */
  public enum Kind {
    /** Normal; the scale is the standard deviation σ; distances are Euclidean (ℓ2). */
    GAUSSIAN,
    /** Uniform on [-λ, λ]; the scale is the half width λ; distances are sums (ℓ1). */
    UNIFORM
  }

  private final Kind kind;
  private final List<List<Double>> scales;

  private RealNoiseSchedule(Kind kind, List<List<Double>> scales) {
    this.kind = kind;
    this.scales = scales;
  }

  /**
   * @param scales K lists of K scales, output region first, each positive and finite
   * @throws IllegalArgumentException if there is no region, the matrix is not square, or a scale is
   *     not positive and finite
   */
  public static RealNoiseSchedule of(Kind kind, List<List<Double>> scales) {
    if (scales.isEmpty()) {
      throw new IllegalArgumentException("A noise schedule needs at least one region.");
    }
    List<List<Double>> copy = new ArrayList<>(scales.size());
    for (List<Double> row : scales) {
      if (row.size() != scales.size()) {
        throw new IllegalArgumentException(
            "Noise schedule row %d has %d scales for %d regions; it must be square."
                .formatted(copy.size(), row.size(), scales.size()));
      }
      for (double scale : row) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "Noise scale in row %d is %s; it must be positive and finite, for example 0.25."
                  .formatted(copy.size(), scale));
        }
      }
      copy.add(List.copyOf(row));
    }
    return new RealNoiseSchedule(kind, List.copyOf(copy));
  }

  /** Every region receives the same noise: the isotropic schedule. */
  public static RealNoiseSchedule uniform(Kind kind, int regions, double scale) {
    return of(kind, Collections.nCopies(regions, Collections.nCopies(regions, scale)));
  }

  /**
   * The schedule as one of real-valued attributes.
   *
   * @throws IllegalArgumentException if it is for bits
   */
  public static RealNoiseSchedule require(NoiseSchedule schedule) {
    if (schedule instanceof RealNoiseSchedule real) {
      return real;
    }
    throw new IllegalArgumentException(
        "The noise schedule is for bits; these attributes are real-valued. Give Gaussian or uniform noise.");
  }

  /** The law of the noise. */
  public Kind kind() {
    return kind;
  }

  @Override
  public int regions() {
    return scales.size();
  }

  /**
   * The scale of the noise on nodes of {@code inputRegion} for predictions of {@code outputRegion}.
   */
  public double scale(int outputRegion, int inputRegion) {
    return scales.get(outputRegion).get(inputRegion);
  }

  /** The scales of all input regions for predictions of one output region; unmodifiable. */
  public List<Double> row(int outputRegion) {
    return scales.get(outputRegion);
  }

  @Override
  public String fingerprint() {
    ByteBuffer bytes =
        ByteBuffer.allocate(2 * Integer.BYTES + regions() * regions() * Double.BYTES);
    // A binary schedule begins with its number of regions, which is never negative.
    bytes.putInt(kind == Kind.GAUSSIAN ? -1 : -2).putInt(regions());
    scales.forEach(row -> row.forEach(bytes::putDouble));
    return ScheduleFingerprint.of(bytes);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RealNoiseSchedule that
        && kind == that.kind
        && scales.equals(that.scales);
  }

  @Override
  public int hashCode() {
    return 31 * kind.hashCode() + scales.hashCode();
  }

  @Override
  public String toString() {
    return "RealNoiseSchedule[kind=" + kind + ", regions=" + regions() + ", rows=" + scales + "]";
  }
}
