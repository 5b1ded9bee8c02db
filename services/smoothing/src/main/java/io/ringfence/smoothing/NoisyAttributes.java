package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.AttributeMatrix;
import io.ringfence.graph.BinaryAttributeMatrix;
import io.ringfence.graph.RealAttributeMatrix;
import java.util.List;

/** Fresh noisy attributes for each epoch, drawn by the same law and code as the votes later. */
sealed interface NoisyAttributes permits FlippedAttributes, ShiftedAttributes {

  /**
   * @throws IllegalArgumentException if the noise is for attributes of the other kind
   */
  static NoisyAttributes of(AttributeMatrix attributes, TrainingNoise noise, long seed) {
    if (attributes instanceof BinaryAttributeMatrix bits) {
      if (noise instanceof TrainingNoise.Shifts shifts) {
        throw new IllegalArgumentException(
            "Training noise is %s, but the attributes are bits; they must be real-valued to have something added. Train on flips, or give real attributes."
                .formatted(shifts.kind()));
      }
      List<NoiseLevel> levels =
          noise instanceof TrainingNoise.Flips flips
              ? flips.levels()
              : List.of(NoiseLevel.of(0, 0));
      return new FlippedAttributes(bits.ones(), levels, seed);
    }
    RealAttributeMatrix values = (RealAttributeMatrix) attributes;
    if (noise instanceof TrainingNoise.Shifts shifts) {
      return new ShiftedAttributes(values, shifts.kind(), shifts.scales(), seed);
    } else if (noise instanceof TrainingNoise.Flips) {
      throw new IllegalArgumentException(
          "Training noise flips bits, but the attributes are real-valued; flips need binary ones. Train on Gaussian or uniform noise.");
    }
    return new ShiftedAttributes(values, RealNoiseSchedule.Kind.GAUSSIAN, List.of(0.0), seed);
  }

  /** The attributes of an epoch, [nodes, attributes], dense or sparse. */
  NDArray draw(int epoch, DjlArrays arrays);

  /** Number that chooses the levels of an epoch, apart from those of other epochs. */
  static long choiceSeed(long seed, int epoch) {
    return seed ^ epoch * 0x9E3779B97F4A7C15L;
  }
}
