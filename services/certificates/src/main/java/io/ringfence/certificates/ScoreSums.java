package io.ringfence.certificates;

import java.util.Arrays;

/**
 * First and second moments of a value in [0, 1] for each class over a number of noisy graphs: of
 * the score of the class, or of its margin. Sums of disjoint sample ranges add up in any order,
 * exactly: they are kept as integers in units of 2<sup>-32</sup>, to which each value and each
 * square is rounded. That is exact enough to choose classes and to tune bounds; a bound itself
 * comes from a {@link ScoreTally}. Immutable.
 */
public final class ScoreSums {

  /** Number of units in 1. */
  public static final long UNIT = 1L << 32;

  private final long samples;
  private final long[] sums;
  private final long[] squares;

  private ScoreSums(long samples, long[] sums, long[] squares) {
    this.samples = samples;
    this.sums = sums;
    this.squares = squares;
  }

  /**
   * @param samples number of noisy graphs, fewer than 2^31
   * @param sums per class the sum of its values in units of 2^-32; copied
   * @param squares per class the sum of their squares in units of 2^-32; copied
   */
  public static ScoreSums of(long samples, long[] sums, long[] squares) {
    if (sums.length == 0 || sums.length != squares.length) {
      throw new IllegalArgumentException(
          "Score sums have %d classes and their squares %d; both must have the same, at least one."
              .formatted(sums.length, squares.length));
    }
    if (samples < 0 || samples >= 1L << 31) {
      throw new IllegalArgumentException(
          "Score sums are over %d samples; the number must lie in [0, 2^31).".formatted(samples));
    }
    for (int y = 0; y < sums.length; y++) {
      requireSum(y, sums[y], samples);
      requireSum(y, squares[y], samples);
    }
    return new ScoreSums(samples, sums.clone(), squares.clone());
  }

  private static void requireSum(int scoredClass, long sum, long samples) {
    if (sum < 0 || sum > samples * UNIT) {
      throw new IllegalArgumentException(
          "Class %d has a sum of %d units over %d samples; each value must lie in [0, 1]."
              .formatted(scoredClass, sum, samples));
    }
  }

  /** Number of classes. */
  public int classes() {
    return sums.length;
  }

  /** Number of noisy graphs. */
  public long samples() {
    return samples;
  }

  /** Sum of the values of a class in units of 2<sup>-32</sup>. */
  public long sum(int scoredClass) {
    return sums[scoredClass];
  }

  /** Sum of the squares of the values of a class in units of 2<sup>-32</sup>. */
  public long sumOfSquares(int scoredClass) {
    return squares[scoredClass];
  }

  /** Mean value of a class, in [0, 1]; 0 without samples. */
  public double mean(int scoredClass) {
    return samples == 0 ? 0 : (double) sums[scoredClass] / UNIT / samples;
  }

  /** Variance of the values of a class, with divisor n and an error below 1e-9. */
  public double variance(int scoredClass) {
    double mean = mean(scoredClass);
    double square = samples == 0 ? 0 : (double) squares[scoredClass] / UNIT / samples;
    return Math.max(0, square - mean * mean);
  }

  /** The class with the highest mean; of several, the lowest. */
  public int leader() {
    return best(-1);
  }

  /**
   * The class with the highest mean but for the leader; of several, the lowest.
   *
   * @throws IllegalStateException if there is only one class
   */
  public int runnerUp() {
    if (sums.length == 1) {
      throw new IllegalStateException("Of 1 class none is second; at least two are needed.");
    }
    return best(leader());
  }

  private int best(int except) {
    int best = -1;
    for (int y = 0; y < sums.length; y++) {
      if (y != except && (best < 0 || sums[y] > sums[best])) {
        best = y;
      }
    }
    return best;
  }

  /** The sums of both sample ranges together. */
  public ScoreSums plus(ScoreSums other) {
    if (other.sums.length != sums.length) {
      throw new IllegalArgumentException(
          "Score sums of %d and %d classes cannot be added."
              .formatted(sums.length, other.sums.length));
    }
    long[] sum = sums.clone();
    long[] square = squares.clone();
    for (int y = 0; y < sum.length; y++) {
      sum[y] += other.sums[y];
      square[y] += other.squares[y];
    }
    return of(samples + other.samples, sum, square);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreSums that
        && samples == that.samples
        && Arrays.equals(sums, that.sums)
        && Arrays.equals(squares, that.squares);
  }

  @Override
  public int hashCode() {
    return 31 * (31 * Arrays.hashCode(sums) + Arrays.hashCode(squares)) + Long.hashCode(samples);
  }

  @Override
  public String toString() {
    return "ScoreSums[samples=%d, leader=%d, mean=%s]".formatted(samples, leader(), mean(leader()));
  }
}
