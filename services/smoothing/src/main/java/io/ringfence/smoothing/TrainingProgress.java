package io.ringfence.smoothing;

/**
 * Where training stands after an epoch.
 *
 * @param epoch from 1 on
 * @param maxEpochs the epoch at which training ends at the latest
 * @param trainLoss mean cross-entropy of the training nodes, under noise and dropout
 * @param validationLoss the same of the validation nodes, under noise; NaN if there are none
 * @param validationAccuracy share of the validation nodes predicted right under noise; NaN if there
 *     are none
 */
public record TrainingProgress(
    int epoch, int maxEpochs, double trainLoss, double validationLoss, double validationAccuracy) {}
