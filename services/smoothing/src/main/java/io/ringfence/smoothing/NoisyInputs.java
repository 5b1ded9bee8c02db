package io.ringfence.smoothing;

/**
 * Draws the noise of all nodes that a group of output regions sees and feeds what the {@link
 * FirstLayer} makes of them to the passes of these regions. The one thing that differs between
 * kinds of noise. Not thread-safe.
 */
interface NoisyInputs {

  /**
   * Draws one noisy graph.
   *
   * @param sample number of the sample
   * @param lane place in each of the passes
   */
  void draw(long sample, int lane);
}
