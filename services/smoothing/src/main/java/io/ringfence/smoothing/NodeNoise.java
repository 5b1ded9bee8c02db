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
 *       {@code COARSE·⌊a/64⌋ + b} for b below {@value #COARSE}, and of word {@code 2^32 +
 *       32·⌊a/64⌋ + b} for the others, which are seldom needed. Sixty-four attributes are compared
 *       with a threshold at once, most significant bit first, 2 to 3 operations per word; the
 *       coarse words of all blocks are drawn in one loop without branches.
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
  private final long[] ones;
  private final long[] coarse;
  private final long[] fine = new long[BITS];
  private final NoiseKey key = new NoiseKey();
  private int fineDrawn;
  private SparseRows rows = SparseRows.owning(new int[] {0, 0}, new int[0], 1);
  private int row;

  NodeNoise(int attributes) {
    this.attributes = attributes;
    this.ones = new long[(attributes + 63) >>> 6];
    this.coarse = new long[ones.length * COARSE];
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
    for (int k = rows.start(row); k < rows.end(row); k++) {
      int attribute = rows.column(k);
      long word = key.word(WORDS_OF_ONES + (attribute >>> 1));
      long u = (attribute & 1) == 0 ? word >>> 32 : word & MAX;
      if (u >= thresholds[from]) {
        found.add(attribute, reached(thresholds, from, count, u));
      }
    }
    found.sort(count);
  }

  /** The last slot whose threshold is at most u; the first one is. */
  private static int reached(long[] thresholds, int from, int count, long u) {
    int low = 0;
    int high = count - 1;
    while (low < high) {
      int middle = (low + high + 1) >>> 1;
      if (thresholds[from + middle] <= u) {
        low = middle;
      } else {
        high = middle - 1;
      }
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
    if (thresholds[from + count - 1] > 0) {
      markOnes();
      key.words(coarse);
      for (int block = 0; block < ones.length; block++) {
        fineDrawn = COARSE;
        long zeros = ~ones[block] & valid(block);
        long flips = below(thresholds[from + count - 1], block, zeros);
        if (flips != 0) {
          split(thresholds, from, 0, count - 1, block, flips, found);
        }
      }
    }
    found.sort(count);
  }

  private void markOnes() {
    Arrays.fill(ones, 0);
    for (int k = rows.start(row); k < rows.end(row); k++) {
      int attribute = rows.column(k);
      ones[attribute >>> 6] |= 1L << attribute;
    }
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

  private long valid(int block) {
    int lanes = attributes - (block << 6);
    return lanes >= 64 ? -1L : (1L << lanes) - 1;
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
    int at = block * COARSE;
    for (int b = 0; b < COARSE; b++) {
      long u = words[at + b];
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
