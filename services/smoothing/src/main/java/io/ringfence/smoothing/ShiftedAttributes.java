package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.RealAttributeMatrix;
import java.util.List;
import java.util.SplittableRandom;

/** Real attributes with added noise, as a dense array. */
final class ShiftedAttributes implements NoisyAttributes {

  private final RealAttributeMatrix clean;
  private final List<Double> scales;
  private final long seed;
  private final StandardNoise noise;
  private final float[] shifted;

  /**
   * @param scales one is chosen per node and epoch; 0 leaves the attributes as they are
   */
  ShiftedAttributes(
      RealAttributeMatrix clean, RealNoiseSchedule.Kind kind, List<Double> scales, long seed) {
    this.clean = clean;
    this.scales = scales;
    this.seed = seed;
    this.noise = new StandardNoise(kind);
    this.shifted = new float[Math.multiplyExact(clean.nodes(), clean.dimension())];
  }

  @Override
  public NDArray draw(int epoch, DjlArrays arrays) {
    draw(epoch);
    return arrays.floats(shifted, clean.nodes(), clean.dimension());
  }

  /** The attributes of an epoch in row-major order; overwritten by the next draw. */
  float[] draw(int epoch) {
    SplittableRandom choice = new SplittableRandom(NoisyAttributes.choiceSeed(seed, epoch));
    noise.sample(seed, epoch);
    int at = 0;
    for (int node = 0; node < clean.nodes(); node++) {
      double scale = scales.get(choice.nextInt(scales.size()));
      noise.node(node);
      for (int d = 0; d < clean.dimension(); d++, at++) {
        double shift = scale == 0 ? 0 : scale * noise.next();
        shifted[at] = (float) (clean.value(node, d) + shift);
      }
    }
    return shifted;
  }
}
