package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;

/**
 * Draws the noise of many samples on the device and multiplies what comes out with the first
 * weights. Arrays of a batch live until the surrounding scope closes. Not thread-safe.
 */
interface DjlInputs {

  /** Draws samples {@code first} to {@code first + count - 1}. */
  void draw(long first, int count);

  /**
   * The product of noisy attributes and first weights as an output region sees them, [nodes of its
   * field × samples, width]: all samples of the first node, then all of the next.
   */
  NDArray product(int output);

  /** Device memory that stays taken as long as the task runs. */
  long fixedBytes();

  /** Device memory that each sample of a batch takes, at its peak. */
  long bytesPerSample();
}
