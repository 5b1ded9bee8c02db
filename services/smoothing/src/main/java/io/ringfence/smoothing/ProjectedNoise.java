package io.ringfence.smoothing;

import io.ringfence.certificates.RealNoiseSchedule;
import java.util.Arrays;

/**
 * Noise of scale 1 on the attributes of one node, as the first weights see it: {@code g·W}, g with
 * one independent draw per attribute.
 *
 * <p>With {@code W = Q·R}, Q having orthonormal columns, {@code g·Q} is standard normal if g is, so
 * that Gaussian noise on more attributes than the first layer is wide is drawn after Q, as {@code
 * z·R}: the law of what the model reads is the same, at width in place of D draws. Uniform noise is
 * drawn per attribute. Products are summed in double.
 *
 * <p>A pure function of seed, sample and ordinal. Not thread-safe.
 */
final class ProjectedNoise {

  private final StandardNoise noise;
  private final int width;
  private final int draws;

  /** draws × width. */
  private final double[] matrix;

  ProjectedNoise(RealNoiseSchedule.Kind kind, FirstLayer first) {
    this.noise = new StandardNoise(kind);
    this.width = first.width();
    boolean rotated = kind == RealNoiseSchedule.Kind.GAUSSIAN && first.attributes() > width;
    this.draws = rotated ? width : first.attributes();
    this.matrix = rotated ? first.triangle() : first.copyRows();
  }

  /** Turns to a sample of a seed; a node must be drawn next. */
  void sample(long seed, long sample) {
    noise.sample(seed, sample);
  }

  /**
   * Draws the noise of a node.
   *
   * @param product where it goes, as long as the first layer is wide
   */
  void draw(long ordinal, double[] product) {
    noise.node(ordinal);
    Arrays.fill(product, 0);
    double[] rows = matrix;
    for (int d = 0, at = 0; d < draws; d++, at += width) {
      double g = noise.next();
      for (int k = 0; k < product.length; k++) {
        product[k] += g * rows[at + k];
      }
    }
  }
}
