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

  private static final int COARSE_WORDS = 8;
  private static final int FINE_BITS = 24;
  private static final int FINE_SHIFT = Long.SIZE - FINE_BITS;

  /** The most significant bit of every byte, and the others. */
  private static final long HIGH = 0x8080808080808080L;

  private static final long LOW = ~HIGH;
  private static final long EVERY_BYTE = 0x0101010101010101L;
  private static final long MAX = NoiseLevel.GRID - 1;

  private final int attributes;
  private final long[] zeros;
  private final long[] flips;
  private final long[] undecided;
  private final long[] coarse;
  private final NoiseKey key = new NoiseKey();
  private SparseRows rows = SparseRows.owning(new int[] {0, 0}, new int[0], 1);
  private int row;

  NodeNoise(int attributes) {
    this.attributes = attributes;
    int blocks = (attributes + 63) >>> 6;
    this.zeros = new long[blocks];
    this.flips = new long[blocks];
    this.undecided = new long[blocks];
    this.coarse = new long[blocks * COARSE_WORDS];
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
      compare(highest);
      for (int block = 0; block < flips.length; block++) {
        found.addLanes(block << 6, flips[block] | belowFine(highest, block));
      }
      if (count > 1) {
        for (int i = 0; i < found.size(); i++) {
          found.slot(i, above(thresholds, from, count, ofZero(found.found(i))));
        }
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
    long word = coarse[(attribute & 7) * flips.length + (attribute >>> 6)];
    long top = word >>> (attribute & 0x38) & 0xFF;
    return top << FINE_BITS | key.word(FINE_WORDS + attribute) >>> FINE_SHIFT;
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
    long top = threshold >>> FINE_BITS;
    long equal = top * EVERY_BYTE;
    long lower = equal & LOW;
    long small = top < 128 ? -1L : 0;
    long further = threshold << FINE_SHIFT == 0 ? 0 : -1L;
    long[] words = coarse;
    long[] open = zeros;
    long[] below = flips;
    long[] at = undecided;
    int n = below.length;
    int n2 = 2 * n;
    int n3 = 3 * n;
    int n4 = 4 * n;
    int n5 = 5 * n;
    int n6 = 6 * n;
    int n7 = 7 * n;
    for (int k = 0; k < n; k++) {
      long x = words[k];
      long d = (x | HIGH) - lower;
      long e = x ^ equal;
      long notBelow = ((d & x | (d | x) & small) & HIGH) >>> 7;
      long differs = (((e & LOW) + LOW | e) & HIGH) >>> 7;
      x = words[k + n];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 6;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 6;
      x = words[k + n2];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 5;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 5;
      x = words[k + n3];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 4;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 4;
      x = words[k + n4];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 3;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 3;
      x = words[k + n5];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 2;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 2;
      x = words[k + n6];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= ((d & x | (d | x) & small) & HIGH) >>> 1;
      differs |= (((e & LOW) + LOW | e) & HIGH) >>> 1;
      x = words[k + n7];
      d = (x | HIGH) - lower;
      e = x ^ equal;
      notBelow |= (d & x | (d | x) & small) & HIGH;
      differs |= ((e & LOW) + LOW | e) & HIGH;
      below[k] = open[k] & ~notBelow;
      at[k] = open[k] & ~differs & further;
    }
  }

  /** Which of the undecided zeros of a block have the rest of U below that of the threshold. */
  private long belowFine(long threshold, int block) {
    long rest = undecided[block];
    long fine = threshold << FINE_SHIFT >>> FINE_SHIFT;
    long below = 0;
    while (rest != 0) {
      int lane = Long.numberOfTrailingZeros(rest);
      long u = key.word(FINE_WORDS + (block << 6) + lane) >>> FINE_SHIFT;
      below |= (u - fine >>> 63) << lane;
      rest &= rest - 1;
    }
    return below;
  }
}
