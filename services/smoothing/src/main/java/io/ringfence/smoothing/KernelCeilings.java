package io.ringfence.smoothing;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.function.LongUnaryOperator;

/**
 * How fast one thread of this JVM does the kernel's elementary work when nothing else is in the
 * way, measured now: loops over arrays that lie in the first-level cache, those of plain Java and,
 * where it runs, of the vector kernel; the faster ones count.
 *
 * @param wordsPerSecond random words
 * @param additionsPerSecond additions of 32-bit numbers in sums of rows of 64
 * @param productsPerSecond multiplications with an addition each, of 32-bit floats
 */
public record KernelCeilings(
    double wordsPerSecond, double additionsPerSecond, double productsPerSecond) {

  private static final int ROUNDS = 15;
  private static final int REPETITIONS = 2_000;
  private static final int WIDTH = 64;
  private static final int ROWS = 32;

  /** Measures for about a second; the best of several rounds. */
  public static KernelCeilings measure() {
    SplittableRandom random = new SplittableRandom(1);
    long[] words = new long[512];
    NoiseKey key = new NoiseKey();
    float[][] matrix = new float[ROWS][WIDTH];
    for (float[] row : matrix) {
      for (int k = 0; k < WIDTH; k++) {
        row[k] = (float) (random.nextDouble() - 0.5);
      }
    }
    int[] rows = random.ints(ROWS, 0, ROWS).toArray();
    float[] sum = new float[WIDTH];
    KernelCeilings plain = plain(words, key, matrix, rows, sum);
    return FlipKernel.best().work().map(work -> plain.orFaster(work, rows)).orElse(plain);
  }

  private KernelCeilings orFaster(ElementaryWork work, int[] chosen) {
    int[] rows = new SplittableRandom(2).ints((long) ROWS * WIDTH, 0, 1_000).toArray();
    int[] sums = new int[WIDTH];
    float[] inputs = new float[ROWS];
    Arrays.fill(inputs, 0.5f);
    float[] weights = new float[ROWS * WIDTH];
    Arrays.fill(weights, 0.25f);
    float[] products = new float[WIDTH];
    double additions =
        rate(
            ROWS * WIDTH,
            n -> {
              work.add(rows, chosen, sums);
              return sums[1];
            });
    double multiplications =
        rate(
            ROWS * WIDTH,
            n -> {
              products[0] = 0;
              work.multiplyAdd(inputs, weights, products);
              return (long) products[1];
            });
    return new KernelCeilings(
        wordsPerSecond,
        Math.max(additionsPerSecond, additions),
        Math.max(productsPerSecond, multiplications));
  }

  private static KernelCeilings plain(
      long[] words, NoiseKey key, float[][] matrix, int[] rows, float[] sum) {
    return new KernelCeilings(
        rate(
            words.length,
            n -> {
              key.node(n);
              key.words(words);
              return words[(int) (n & 511)];
            }),
        rate(
            ROWS * WIDTH,
            n -> {
              sum[0] = 0;
              RowSums.add(matrix, rows, 0, ROWS, sum);
              return (long) sum[1];
            }),
        rate(ROWS * WIDTH, n -> multiply(matrix, sum)));
  }

  private static long multiply(float[][] matrix, float[] sum) {
    for (float[] row : matrix) {
      multiplyAdd(0.5f, row, sum);
    }
    return (long) sum[2];
  }

  private static void multiplyAdd(float factor, float[] row, float[] sum) {
    for (int k = 0; k < sum.length; k++) {
      sum[k] = 0.5f * sum[k] + factor * row[k];
    }
  }

  /** Operations per second of work that does so many a time. */
  private static double rate(int operations, LongUnaryOperator work) {
    double best = 0;
    long seen = 0;
    for (int round = 0; round < ROUNDS; round++) {
      long start = System.nanoTime();
      for (int n = 0; n < REPETITIONS; n++) {
        seen ^= work.applyAsLong(n);
      }
      double seconds = (System.nanoTime() - start) / 1e9;
      best = Math.max(best, (double) operations * REPETITIONS / seconds);
    }
    // The results must count for something, or the compiler leaves the work out.
    return seen == Long.MIN_VALUE ? Math.nextDown(best) : best;
  }

  /** Seconds that the counted work takes at these rates. */
  public double seconds(KernelCost cost) {
    return cost.words() / wordsPerSecond
        + (cost.rowAdditions() + cost.propagationAdditions()) / additionsPerSecond
        + cost.products() / productsPerSecond;
  }
}
