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
 *   <li>zeros, in blocks of 64 attributes: the eight most significant bits of U of attribute a are
 *       byte {@code (a mod 64)/8} of word {@code (a mod 8)·⌈D/64⌉ + ⌊a/64⌋}; the other 24, which
 *       are seldom needed, are the upper ones of word {@code 2^32 + a}. Eight attributes of every
 *       word are compared with a threshold at once; the words of all blocks are drawn, and
 *       compared, in loops without branches.
 *   <li>ones, which are few: U of attribute a is half of word {@code 2^33 + ⌊a/2⌋}.
 * </ul>
 *
 * <p>Not thread-safe: one instance per thread.
 */
final class NodeNoise {

  static final long FINE_WORDS = 1L << 32;
  static final long WORDS_OF_ONES = 1L << 33;

  static final int COARSE_WORDS = 8;
  private static final int FINE_BITS = 24;
  private static final int FINE_SHIFT = Long.SIZE - FINE_BITS;

  private static final long MAX = NoiseLevel.GRID - 1;

  private final int attributes;
  private final long[] zeros;
  private final long[] candidates;
  private final long[] coarse;
  private final int blocks;
  private final CoarseComparison comparison;
  private final NoiseKey key = new NoiseKey();
  private SparseRows rows = SparseRows.owning(new int[] {0, 0}, new int[0], 1);
  private int row;

  NodeNoise(int attributes) {
    this(attributes, CoarseComparison.PLAIN);
  }

  NodeNoise(int attributes, CoarseComparison comparison) {
    this.attributes = attributes;
    this.comparison = comparison;
    this.blocks = (attributes + 63) >>> 6;
    this.zeros = new long[blocks];
    this.candidates = new long[blocks + CoarseComparison.SPARE];
    this.coarse = new long[blocks * COARSE_WORDS + CoarseComparison.SPARE];
  }

  /** Words that are always drawn for the zeros among so many attributes. */
  static int words(int attributes) {
    return COARSE_WORDS * ((attributes + 63) >>> 6);
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
      compare(highest >>> FINE_BITS);
      for (int block = 0; block < blocks; block++) {
        found.addLanes(block << 6, candidates[block] & zeros[block]);
      }
      if (count == 1) {
        keepBelow(highest, found);
      } else {
        keepBelow(highest, thresholds, from, count, found);
      }
    }
    found.sort(count);
  }

  /** How many of the thresholds are at most u, which is less than the last. */
  private static int above(long[] thresholds, int from, int count, long u) {
    int low = reached(thresholds, from, count, u);
    return low + ((int) (u - thresholds[from + low] >>> 63) ^ 1);
  }

  /** U of a zero. */
  private long ofZero(int attribute) {
    return top(attribute) << FINE_BITS | fine(attribute);
  }

  /** The eight most significant bits of U of a zero. */
  private long top(int attribute) {
    return coarse[(attribute & 7) * blocks + (attribute >>> 6)] >>> (attribute & 0x38) & 0xFF;
  }

  /** The other 24. */
  private long fine(int attribute) {
    return key.word(FINE_WORDS + attribute) >>> FINE_SHIFT;
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

  /** Finds all bits that may flip: those whose coarse bits are at most those of the threshold. */
  private void compare(long top) {
    if (top >= 0xFF) {
      Arrays.fill(candidates, -1L);
    } else {
      comparison.below(coarse, blocks, top + 1, candidates);
    }
  }

  /** Keeps the zeros that flip; the fine bits are drawn for those alone that need them. */
  private void keepBelow(long threshold, LevelledList found) {
    long top = threshold >>> FINE_BITS;
    long rest = threshold & (1L << FINE_BITS) - 1;
    int size = found.size();
    found.clear();
    for (int i = 0; i < size; i++) {
      int attribute = found.found(i);
      long coarseBits = top(attribute);
      int taken = (int) (coarseBits - top >>> 63);
      if (coarseBits == top) {
        taken = (int) (fine(attribute) - rest >>> 63);
      }
      found.addIf(attribute, 0, taken);
    }
  }

  /** Keeps the zeros that flip at the highest threshold, each in its slot. */
  private void keepBelow(long highest, long[] thresholds, int from, int count, LevelledList found) {
    int size = found.size();
    found.clear();
    for (int i = 0; i < size; i++) {
      int attribute = found.found(i);
      long u = ofZero(attribute);
      found.addIf(attribute, above(thresholds, from, count, u), (int) (u - highest >>> 63));
    }
  }
}
