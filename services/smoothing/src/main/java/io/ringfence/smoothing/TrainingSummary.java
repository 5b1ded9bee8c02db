package io.ringfence.smoothing;

/**
 * How a model was trained.
 *
 * @param seed of weights and noise
 * @param epochs until the weights that were kept
 * @param trainAccuracy share of training nodes predicted right without noise, in [0, 1]
 * @param validationAccuracy the same of the validation nodes
 * @param noise that the attributes received while training
 */
public record TrainingSummary(
    long seed, int epochs, double trainAccuracy, double validationAccuracy, TrainingNoise noise) {}
