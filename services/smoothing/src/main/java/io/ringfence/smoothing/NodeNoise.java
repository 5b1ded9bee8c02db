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
 * <p>How U is laid out over the random words of {@link NoiseKey}:
 *
 * <ul>
 *   <li>zeros, in blocks of 64 attributes: bit 31-b of U of attribute a is bit a mod 64 of word
 *       {@code b·⌈D/64⌉ + ⌊a/64⌋} for b below {@value #COARSE}, and of word {@code 2^32 + 32·⌊a/64⌋
 *       + b} for the others, which are seldom needed. Sixty-four attributes are compared with a
 *       threshold at once, most significant bit first, 2 to 3 operations per word; the coarse words
 *       of all blocks are drawn in one loop without branches.
 *   <li>ones, which are few: U of attribute a is half of word {@code 2^33 + ⌊a/2⌋}.
 * </ul>
 *
 * <p>Not thread-safe: one instance per thread.
 */
final class NodeNoise {

  static final int COARSE = 8;
  static final long FINE_WORDS = 1L << 32;
  static final long WORDS_OF_ONES = 1L << 33;

  private static final int BITS = 32;
  private static final long MAX = NoiseLevel.GRID - 1;

  private final int attributes;
  private final long[] zeros;
  private final long[] flips;
  private final long[] undecided;
  private final long[] coarse;
  private final long[] fine = new long[BITS];
  private final NoiseKey key = new NoiseKey();
  private int fineDrawn;
  private SparseRows rows = SparseRows.owning(new int[] {0, 0}, new int[0], 1);
  private int row;

  NodeNoise(int attributes) {
    this.attributes = attributes;
    int blocks = (attributes + 63) >>> 6;
    this.zeros = new long[blocks];
    this.flips = new long[blocks];
    this.undecided = new long[blocks];
    this.coarse = new long[blocks * COARSE];
  }

  /** Turns to a sample of a seed; a node must be chosen next. */
  void sample(long seed, long sample) {
    key.sample(seed, sample);
  }

  /**
   * Turns to a node of the sample.
   *
   * @param clean attributes, the node's in {@code row}
   */
  void node(long ordinal, SparseRows clean, int cleanRow) {
    key.node(ordinal);
    rows = clean;
    row = cleanRow;
  }

  /**
   * Finds the ones that survive deletion thresholds: those in slot t survive threshold t and all
   * below, but none above.
   *
   * @param thresholds ascending, {@code count} of them from {@code from} on
   */
  void survivors(long[] thresholds, int from, int count, LevelledList found) {
    found.clear();
    long lowest = thresholds[from];
    for (int k = rows.start(row); k < rows.end(row); k++) {
      int attribute = rows.column(k);
      long word = key.word(WORDS_OF_ONES + (attribute >>> 1));
      long u = word >>> ((~attribute & 1) << 5) & MAX;
      found.addIf(attribute, reached(thresholds, from, count, u), (int) (u - lowest >>> 63) ^ 1);
    }
    found.sort(count);
  }

  /**
   * The last slot whose threshold is at most u, or 0; without branches, which a processor could not
   * predict.
   */
  private static int reached(long[] thresholds, int from, int count, long u) {
    int low = 0;
    for (int left = count; left > 1; ) {
      int half = left >>> 1;
      low += half & ~(int) (u - thresholds[from + low + half] >> 63);
      left -= half;
    }
    return low;
  }

  /**
   * Finds the zeros that flip at addition thresholds: those in slot t flip at threshold t and all
   * above, but at none below. Within a slot they ascend.
   *
   * @param thresholds ascending, {@code count} of them from {@code from} on
   */
  void additions(long[] thresholds, int from, int count, LevelledList found) {
    found.clear();
    long highest = thresholds[from + count - 1];
    if (highest > 0) {
      markZeros();
      key.words(coarse);
      compare(highest);
      for (int block = 0; block < flips.length; block++) {
        fineDrawn = COARSE;
        long flipping = flips[block];
        if (undecided[block] != 0) {
          flipping |= belowFine((int) highest, block, undecided[block]);
        }
        if (flipping != 0) {
          split(thresholds, from, 0, count - 1, block, flipping, found);
        }
      }
    }
    found.sort(count);
  }

  private void markZeros() {
    Arrays.fill(zeros, -1L);
    int last = attributes & 63;
    if (last != 0) {
      zeros[zeros.length - 1] = (1L << last) - 1;
    }
    for (int k = rows.start(row); k < rows.end(row); k++) {
      int attribute = rows.column(k);
      zeros[attribute >>> 6] &= ~(1L << attribute);
    }
  }

  /**
   * Compares the coarse bits of all zeros with a threshold: one loop without branches that
   * compilers vectorise, over the eight words of each block.
   */
  private void compare(long threshold) {
    if (threshold == NoiseLevel.GRID) {
      System.arraycopy(zeros, 0, flips, 0, zeros.length);
      Arrays.fill(undecided, 0);
      return;
    }
    int t = (int) threshold;
    long t0 = bit(t, 0);
    long t1 = bit(t, 1);
    long t2 = bit(t, 2);
    long t3 = bit(t, 3);
    long t4 = bit(t, 4);
    long t5 = bit(t, 5);
    long t6 = bit(t, 6);
    long t7 = bit(t, 7);
    long further = t << COARSE == 0 ? 0 : -1L;
    long[] words = coarse;
    long[] open = zeros;
    long[] equal = undecided;
    long[] lower = flips;
    int n = lower.length;
    int n2 = 2 * n;
    int n3 = 3 * n;
    int n4 = 4 * n;
    int n5 = 5 * n;
    int n6 = 6 * n;
    int n7 = 7 * n;
    for (int k = 0; k < n; k++) {
      long rest = open[k];
      long differs = words[k] ^ t0;
      long below = rest & differs & t0;
      rest &= ~differs;
      differs = words[k + n] ^ t1;
      below |= rest & differs & t1;
      rest &= ~differs;
      differs = words[k + n2] ^ t2;
      below |= rest & differs & t2;
      rest &= ~differs;
      differs = words[k + n3] ^ t3;
      below |= rest & differs & t3;
      rest &= ~differs;
      differs = words[k + n4] ^ t4;
      below |= rest & differs & t4;
      rest &= ~differs;
      differs = words[k + n5] ^ t5;
      below |= rest & differs & t5;
      rest &= ~differs;
      differs = words[k + n6] ^ t6;
      below |= rest & differs & t6;
      rest &= ~differs;
      differs = words[k + n7] ^ t7;
      below |= rest & differs & t7;
      rest &= ~differs;
      lower[k] = below;
      equal[k] = rest & further;
    }
  }

  /** All ones if a bit is set, counted from the most significant, else zero. */
  private static long bit(int value, int place) {
    return value << place < 0 ? -1L : 0;
  }

  /** Sorts lanes that flip in slot {@code high} but not below slot {@code low}. */
  private void split(
      long[] thresholds, int from, int low, int high, int block, long flips, LevelledList found) {
    if (low == high) {
      for (long rest = flips; rest != 0; rest &= rest - 1) {
        found.add((block << 6) + Long.numberOfTrailingZeros(rest), low);
      }
      return;
    }
    int middle = (low + high) >>> 1;
    long lower = below(thresholds[from + middle], block, flips);
    if (lower != 0) {
      split(thresholds, from, low, middle, block, lower, found);
    }
    if (lower != flips) {
      split(thresholds, from, middle + 1, high, block, flips & ~lower, found);
    }
  }

  /** Which of the lanes have U below the threshold. */
  private long below(long threshold, int block, long lanes) {
    if (threshold == NoiseLevel.GRID) {
      return lanes;
    }
    int t = (int) threshold;
    long[] words = coarse;
    long below = 0;
    long undecided = lanes;
    int blocks = zeros.length;
    for (int b = 0; b < COARSE; b++) {
      long u = words[b * blocks + block];
      if (t << b < 0) {
        below |= undecided & ~u;
        undecided &= u;
      } else {
        undecided &= ~u;
      }
    }
    // Past the last one of the threshold an undecided U can only be equal or above.
    return undecided != 0 && t << COARSE != 0 ? below | belowFine(t, block, undecided) : below;
  }

  private long belowFine(int t, int block, long lanes) {
    long below = 0;
    long undecided = lanes;
    int last = BITS - Integer.numberOfTrailingZeros(t);
    for (int b = COARSE; b < last && undecided != 0; b++) {
      if (b == fineDrawn) {
        fine[b] = key.word(FINE_WORDS + ((long) block << 5) + b);
        fineDrawn = b + 1;
      }
      long u = fine[b];
      if (t << b < 0) {
        below |= undecided & ~u;
        undecided &= u;
      } else {
        undecided &= ~u;
      }
    }
    return below;
  }
}
