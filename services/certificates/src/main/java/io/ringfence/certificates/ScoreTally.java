package io.ringfence.certificates;

import java.util.Arrays;

/**
 * A histogram of the scores in [0, 1] that one class of one node had over a number of noisy graphs.
 * Tallies of disjoint sample ranges add up in any order, and memory does not grow with the samples.
 * Immutable.
 *
 * <p><b>Bins.</b> {@value #BINS} closed intervals, symmetric about one half. Below one half bin i
 * is [i²/2<sup>19</sup>, (i+1)²/2<sup>19</sup>], so that the width, about √(2x)/512, shrinks like
 * the standard deviation of a score near 0 or 1: 2e-6 at the ends, 0.002 in the middle. All edges
 * are exact in binary. Of a score it is known only that it lies between the edges of its bin;
 * whoever bounds something from a tally takes the edge on the unsafe side.
 */
public final class ScoreTally {

  private static final int HALF = 512;

  private static final int BINS = 2 * HALF;

  /** 2·HALF², the common denominator of all edges. */
  private static final double DENOMINATOR = 2.0 * HALF * HALF;

  /** How far outside of [0, 1] the rounding of single precision may carry a score. */
  private static final double TOLERANCE = 1e-4;

  private static final ScoreTally EMPTY = new ScoreTally(new int[0], new long[0]);

  /** Occupied bins, ascending. */
  private final int[] bins;

  private final long[] counts;
  private final long samples;

  private ScoreTally(int[] bins, long[] counts) {
    this.bins = bins;
    this.counts = counts;
    samples = Arrays.stream(counts).sum();
  }

  /** Number of bins; the length of a slice of counts. */
  public static int bins() {
    return BINS;
  }

  /**
   * The bin of a score. For hot loops: a square root and two comparisons. A score that rounding
   * carried out of [0, 1] by at most 1e-4 counts as 0 or 1.
   *
   * @throws IllegalArgumentException if the score is NaN or further outside
   */
  public static int bin(double score) {
    if (score < 0.5) {
      return score >= 0 ? fromEnd(score) : clamped(score);
    }
    return score <= 1 ? BINS - 1 - fromEnd(1 - score) : clamped(score);
  }

  /** The largest i below HALF with i²/2^19 at most {@code distance}, which lies in [0, 1/2]. */
  private static int fromEnd(double distance) {
    int i = Math.min(HALF - 1, (int) (HALF * Math.sqrt(2 * distance)));
    return edge(i) > distance ? i - 1 : i;
  }

  private static double edge(int i) {
    return (double) i * i / DENOMINATOR;
  }

  private static int clamped(double score) {
    if (score >= -TOLERANCE && score < 0) {
      return 0;
    }
    if (score > 1 && score <= 1 + TOLERANCE) {
      return BINS - 1;
    }
    throw new IllegalArgumentException(
        "Score is %s; it must lie in [0, 1]. Scores are softmax outputs: check the model."
            .formatted(score));
  }

  /** The smallest score of a bin; exact. */
  public static double lowerEdge(int bin) {
    return bin < HALF ? edge(bin) : 1 - edge(BINS - bin);
  }

  /** The largest score of a bin; exact. */
  public static double upperEdge(int bin) {
    return bin < HALF ? edge(bin + 1) : 1 - edge(BINS - 1 - bin);
  }

  /** No samples. */
  public static ScoreTally empty() {
    return EMPTY;
  }

  /** Tally of single scores. */
  public static ScoreTally of(double... scores) {
    Counter counter = new Counter();
    for (double score : scores) {
      counter.add(score);
    }
    return counter.tally();
  }

  /**
   * Tally from the slice {@code counts[from .. from + bins())}; copied.
   *
   * @param counts per bin, none negative
   */
  public static ScoreTally of(int[] counts, int from) {
    long[] slice = new long[BINS];
    for (int bin = 0; bin < BINS; bin++) {
      slice[bin] = counts[from + bin];
    }
    return of(slice, 0);
  }

  /**
   * Tally from the slice {@code counts[from .. from + bins())}; copied.
   *
   * @param counts per bin, none negative
   */
  public static ScoreTally of(long[] counts, int from) {
    int occupied = 0;
    for (int bin = 0; bin < BINS; bin++) {
      long count = counts[from + bin];
      if (count < 0) {
        throw new IllegalArgumentException(
            "Bin %d has %d samples; a count must not be negative.".formatted(bin, count));
      }
      occupied += count > 0 ? 1 : 0;
    }
    int[] bins = new int[occupied];
    long[] kept = new long[occupied];
    int at = 0;
    for (int bin = 0; bin < BINS; bin++) {
      if (counts[from + bin] > 0) {
        bins[at] = bin;
        kept[at++] = counts[from + bin];
      }
    }
    return new ScoreTally(bins, kept);
  }

  /** Number of noisy graphs. */
  public long samples() {
    return samples;
  }

  /** Number of scores in a bin. */
  public long count(int bin) {
    int at = Arrays.binarySearch(bins, bin);
    return at >= 0 ? counts[at] : 0;
  }

  /** Number of bins that hold a score. */
  public int occupied() {
    return bins.length;
  }

  /** The i-th lowest bin that holds a score. */
  public int occupiedBin(int i) {
    return bins[i];
  }

  /** Number of scores in the i-th lowest bin that holds a score, at least 1. */
  public long occupiedCount(int i) {
    return counts[i];
  }

  /** The tally of both sample ranges together. */
  public ScoreTally plus(ScoreTally other) {
    if (samples == 0 || other.samples == 0) {
      return samples == 0 ? other : this;
    }
    long[] sum = new long[BINS];
    addTo(sum);
    other.addTo(sum);
    return of(sum, 0);
  }

  private void addTo(long[] sum) {
    for (int i = 0; i < bins.length; i++) {
      sum[bins[i]] += counts[i];
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ScoreTally that
        && Arrays.equals(bins, that.bins)
        && Arrays.equals(counts, that.counts);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bins) + Arrays.hashCode(counts);
  }

  @Override
  public String toString() {
    return "ScoreTally[samples=%d, occupied=%d]".formatted(samples, bins.length);
  }

  /** Counts scores one at a time. Not thread-safe: one per thread, then {@link #plus}. */
  public static final class Counter {
    private final long[] counts = new long[BINS];

    /** Counts one score; see {@link ScoreTally#bin}. */
    public void add(double score) {
      counts[bin(score)]++;
    }

    /** What has been counted so far. */
    public ScoreTally tally() {
      return of(counts, 0);
    }
  }
}
