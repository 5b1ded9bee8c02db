package io.ringfence.smoothing;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;

/**
 * The noise of one node in one sample. Every attribute bit owns one uniform 32-bit integer U; at
 * level (p⁺, p⁻) a zero flips iff {@code U < p⁺·2^32} and a one iff {@code U < p⁻·2^32}, exactly
 * the law that is certified. As U is the same for every level, the flips at a lower probability are
 * a subset of those at a higher one.
 *
 * <p>How U is laid out over the random words of {@link NoiseKey}, 64 words for each block of 64
 * attributes:
 *
 * <ul>
 *   <li>zeros: bit 31-b of U of attribute a is bit a mod 64 of word b, b = 0 … 31. Sixty-four
 *       attributes are compared with the threshold at once, most significant bit first, until all
 *       are decided: 7 to 8 words of 32 are drawn, and 2 to 3 operations spent per word.
 *   <li>ones, which are few: U is half a word, of number 32 + (a mod 64)/2.
 * </ul>
 *
 * <p>Not thread-safe: one instance per thread.
 */
final class NodeNoise {

  private static final int PLANES = 32;
  private static final long MAX = NoiseLevel.GRID - 1;

  private final int attributes;
  private final long[] ones;
  private final long[] planes = new long[PLANES];
  private final NoiseKey key = new NoiseKey();
  private int drawn;
  private long[] kept;
  private int keptCount;

  NodeNoise(int attributes) {
    this.attributes = attributes;
    this.ones = new long[(attributes + 63) >>> 6];
    this.kept = new long[64];
  }

  /** Turns to a sample of a seed; a node must be chosen next. */
  void sample(long seed, long sample) {
    key.sample(seed, sample);
  }

  /**
   * Turns to a node of the sample.
   *
   * @param rows clean attributes
   * @param lowestDeletion the smallest deletion threshold that will be asked for
   */
  void node(long ordinal, SparseRows rows, int row, long lowestDeletion) {
    key.node(ordinal);
    Arrays.fill(ones, 0);
    keptCount = 0;
    if (kept.length < rows.count(row)) {
      kept = new long[rows.count(row)];
    }
    for (int k = rows.start(row); k < rows.end(row); k++) {
      int attribute = rows.column(k);
      ones[attribute >>> 6] |= 1L << attribute;
      long u = uniformOfOne(attribute);
      if (u >= lowestDeletion) {
        kept[keptCount++] = (MAX - u) << 31 | attribute;
      }
    }
    Arrays.sort(kept, 0, keptCount);
  }

  private long uniformOfOne(int attribute) {
    int lane = attribute & 63;
    long word = key.word(((long) (attribute >>> 6) << 6) + PLANES + (lane >>> 1));
    return (lane & 1) == 0 ? word >>> 32 : word & MAX;
  }

  /**
   * Lists the ones that survive a deletion threshold, by falling U. The list for a threshold begins
   * with the list for any higher one.
   *
   * @param threshold not below the one given to {@link #node}
   * @param from how many are listed already, from a higher threshold
   * @return how many are listed now
   */
  int survivors(long threshold, int[] list, int from) {
    int count = from;
    while (count < keptCount && (kept[count] >>> 31) <= MAX - threshold) {
      list[count] = (int) (kept[count] & Integer.MAX_VALUE);
      count++;
    }
    return count;
  }

  /**
   * Lists, for each addition threshold, the zeros that flip, in ascending order.
   *
   * @param lists one per threshold, as long as there are attributes
   * @param counts where the lengths go
   */
  void additions(long[] thresholds, int[][] lists, int[] counts) {
    Arrays.fill(counts, 0, thresholds.length, 0);
    for (int block = 0; block < ones.length; block++) {
      drawn = 0;
      long zeros = ~ones[block] & valid(block);
      for (int t = 0; t < thresholds.length; t++) {
        long flips = below(thresholds[t], (long) block << 6, zeros);
        int[] list = lists[t];
        int count = counts[t];
        while (flips != 0) {
          list[count++] = (block << 6) + Long.numberOfTrailingZeros(flips);
          flips &= flips - 1;
        }
        counts[t] = count;
      }
    }
  }

  private long valid(int block) {
    int lanes = attributes - (block << 6);
    return lanes >= 64 ? -1L : (1L << lanes) - 1;
  }

  /** Which of the lanes have U below the threshold. */
  private long below(long threshold, long counter, long lanes) {
    if (threshold == NoiseLevel.GRID) {
      return lanes;
    }
    int t = (int) threshold;
    long below = 0;
    long undecided = lanes;
    // Past the last one of the threshold an undecided U can only be equal or above.
    int last = PLANES - Integer.numberOfTrailingZeros(t);
    for (int b = 0; b < last && undecided != 0; b++) {
      if (b == drawn) {
        planes[b] = key.word(counter + b);
        drawn = b + 1;
      }
      long u = planes[b];
      if ((t << b) < 0) {
        below |= undecided & ~u;
        undecided &= u;
      } else {
        undecided &= ~u;
      }
    }
    return below;
  }
}
