package io.ringfence.smoothing;

/**
 * What a kernel does most, on its own layout of the numbers, for {@link KernelCeilings} to find out
 * how fast it could be. Stateless.
 */
interface ElementaryWork {

  /**
   * Adds some rows to sums.
   *
   * @param rows as many numbers per row as there are sums
   * @param chosen which rows
   */
  void add(int[] rows, int[] chosen, int[] sums);

  /**
   * Adds the product of inputs and weights to sums.
   *
   * @param weights as many per input as there are sums
   */
  void multiplyAdd(float[] inputs, float[] weights, float[] sums);
}
