package io.ringfence.smoothing;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import java.util.List;

/**
 * What attributes suffer while a model is trained. In each epoch every node receives fresh noise of
 * one of the levels or scales, chosen with equal chances.
 */
public sealed interface TrainingNoise {

  /** Nothing, whatever the attributes are. */
  record None() implements TrainingNoise {}

  /**
   * Bits are flipped; only for binary attributes.
   *
   * @param levels at least one
   */
  record Flips(List<NoiseLevel> levels) implements TrainingNoise {
    public Flips {
      levels = List.copyOf(levels);
      requireSome(levels, "noise level", "NoiseLevel.of(0.01, 0.6)");
    }
  }

  /**
   * Draws of mean 0 are added; only for real attributes.
   *
   * @param kind their law
   * @param scales at least one, each positive and finite: standard deviations of Gaussian noise,
   *     half widths of uniform noise
   */
  record Shifts(RealNoiseSchedule.Kind kind, List<Double> scales) implements TrainingNoise {
    public Shifts {
      scales = List.copyOf(scales);
      requireSome(scales, "noise scale", "0.25");
      for (double scale : scales) {
        if (!(scale > 0 && scale < Double.POSITIVE_INFINITY)) {
          throw new IllegalArgumentException(
              "Training noise has the scale %s; it must be positive and finite, for example 0.25."
                  .formatted(scale));
        }
      }
    }
  }

  private static void requireSome(List<?> list, String what, String example) {
    if (list.isEmpty()) {
      throw new IllegalArgumentException(
          "Training noise has 0 %ss; it needs at least 1, for example %s. Without noise it is None."
              .formatted(what, example));
    }
  }
}
