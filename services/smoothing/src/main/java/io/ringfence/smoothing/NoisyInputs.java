package io.ringfence.smoothing;

/**
 * Draws the noisy attributes of all nodes that a group of output regions sees and carries them
 * through the {@link HiddenLayer}. For each node the noise is drawn once; what all regions see of
 * it comes from the same draws. Not thread-safe.
 */
interface NoisyInputs {

  /**
   * Draws one sample.
   *
   * @return what the layer makes of every cell of {@link HiddenCells}, each {@link #stride()}
   *     numbers after the last; overwritten by the next draw
   */
  float[] draw(long sample);

  /** Numbers from one cell to the next. */
  int stride();
}
