package io.ringfence.smoothing;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.Supplier;

/**
 * Draws by torch's generators, sample by sample: each part of a sample seeds torch by itself, so
 * that no draw depends on which samples share a batch. Torch's generator for CUDA (Philox) is
 * counter-based and takes all 64 bits of the seed, seeding it is a few host instructions, and it
 * fills memory at the speed of the memory. A generator of our own would take some ten passes over
 * 64-bit integers instead, as DJL has neither shifts nor exclusive or for them.
 *
 * <p>Torch has one seed per process: seeding and launching the draw are one step under a lock,
 * which waits for no device. Thread-safe.
 */
final class DjlDraws {

  /** A block of attributes has at most so many cells, so that one sample of it fits any device. */
  static final long BLOCK_CELLS = 1L << 26;

  private static final Object TORCH_SEED = new Object();

  private final long seed;
  private final long blockCells;

  /**
   * @param blockCells {@link #BLOCK_CELLS}, or fewer for tests
   */
  DjlDraws(long seed, long blockCells) {
    this.seed = seed;
    this.blockCells = blockCells;
  }

  /**
   * Draws one part of many samples.
   *
   * @param part tells draws of one sample apart
   * @param draw makes the draws of one sample, [rows, columns]
   * @return [rows, samples, columns]; the caller closes it
   */
  NDArray batch(long first, int count, long part, Supplier<NDArray> draw) {
    if (count == 1) {
      try (NDArray alone = one(first, part, draw)) {
        return alone.expandDims(1);
      }
    }
    try (NDList samples = new NDList(count)) {
      for (int s = 0; s < count; s++) {
        samples.add(one(first + s, part, draw));
      }
      return NDArrays.stack(samples, 1);
    }
  }

  private NDArray one(long sample, long part, Supplier<NDArray> draw) {
    synchronized (TORCH_SEED) {
      JniUtils.setSeed(seedOf(sample, part));
      return draw.get();
    }
  }

  private long seedOf(long sample, long part) {
    return NoiseKey.scramble(NoiseKey.scramble(NoiseKey.scramble(seed) + sample) + part);
  }

  /**
   * Attributes that are drawn together: a function of the piece alone, not of the device, as the
   * draws depend on it.
   */
  int blockWidth(int nodes, int attributes) {
    return (int) Math.max(1, Math.min(attributes, blockCells / Math.max(1, nodes)));
  }
}
