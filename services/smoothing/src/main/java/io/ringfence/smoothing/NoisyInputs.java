package io.ringfence.smoothing;

/**
 * Draws the noisy attributes of all nodes that a group of output regions sees and feeds their
 * products with the first weights into the passes of the group. Not thread-safe.
 */
interface NoisyInputs {

  /** Draws one sample into one lane of every pass. */
  void draw(long sample, int lane);
}
