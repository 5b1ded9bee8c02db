package io.ringfence.smoothing;

import io.ringfence.certificates.NoiseLevel;
import java.util.List;

/**
 * How a model was trained.
 *
 * @param seed of weights and noise
 * @param epochs until the weights that were kept
 * @param trainAccuracy share of training nodes predicted right without noise, in [0, 1]
 * @param validationAccuracy the same of the validation nodes
 * @param noise levels that the attributes received while training; empty if none
 */
public record TrainingSummary(
    long seed,
    int epochs,
    double trainAccuracy,
    double validationAccuracy,
    List<NoiseLevel> noise) {

  public TrainingSummary {
    noise = List.copyOf(noise);
  }
}
