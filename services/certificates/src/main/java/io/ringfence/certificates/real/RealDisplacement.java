package io.ringfence.certificates.real;

import java.util.Arrays;

/**
 * How far the attributes of each input region have moved since a bound was drawn: the norm of the
 * <b>net</b> change of all attributes of the region together, Euclidean under Gaussian noise, the
 * sum of absolute differences under uniform noise. What moved and came back counts nothing.
 *
 * <p>Norms must be rounded up by whoever measures them. Immutable.
 */
public final class RealDisplacement {

  private final double[] norms;

  private RealDisplacement(double[] norms) {
    this.norms = norms;
  }

  /** Nothing has moved in any of {@code regions} regions. */
  public static RealDisplacement none(int regions) {
    return new RealDisplacement(new double[regions]);
  }

  /**
   * @param norms one per input region, not negative, rounded up; copied
   */
  public static RealDisplacement of(double... norms) {
    for (int j = 0; j < norms.length; j++) {
      if (!(norms[j] >= 0)) {
        throw new IllegalArgumentException(
            "Region %d has moved by %s; a norm must not be negative.".formatted(j, norms[j]));
      }
    }
    return new RealDisplacement(norms.clone());
  }

  /** Number of input regions. */
  public int regions() {
    return norms.length;
  }

  /** Norm of the net change of one input region. */
  public double norm(int region) {
    return norms[region];
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof RealDisplacement that && Arrays.equals(norms, that.norms);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(norms);
  }

  @Override
  public String toString() {
    return "RealDisplacement" + Arrays.toString(norms);
  }
}
