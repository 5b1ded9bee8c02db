package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * Compares the coarse bits of all attributes of a node, as {@link NodeNoise} lays them out, with a
 * number of eight bits. All forms find the same.
 */
interface CoarseComparison {

  /** Room that both arrays must have behind what counts. */
  int SPARE = 8;

  /** The most significant bit of every byte, the others, and one in every byte. */
  long HIGH = 0x8080808080808080L;

  long LOW = ~HIGH;
  long EVERY_BYTE = 0x0101010101010101L;

  /** Plain Java. */
  CoarseComparison PLAIN = CoarseComparison::plain;

  /**
   * @param words eight rows of {@code blocks} words
   * @param bound 1 to 255
   * @param below set to the attributes of each block whose byte is less than the bound; what comes
   *     behind the blocks is undefined
   */
  void below(long[] words, int blocks, long bound, long[] below);

  /** A pass for every row: loops as short as these are vectorised, one over all rows is not. */
  private static void plain(long[] words, int blocks, long bound, long[] below) {
    Arrays.fill(below, 0);
    long lower = bound * EVERY_BYTE & LOW;
    long small = bound < 128 ? -1L : 0;
    for (int row = 0; row < NodeNoise.COARSE_WORDS; row++) {
      addNotBelow(words, row * blocks, blocks, lower, small, 7 - row, below);
    }
    for (int k = 0; k < blocks; k++) {
      below[k] = ~below[k];
    }
  }

  /**
   * @param lower low bits of the bound, in every byte
   * @param small whether its high bit is 0
   * @param shift from the most significant bit of a byte to the place of the row
   */
  private static void addNotBelow(
      long[] words, int from, int blocks, long lower, long small, int shift, long[] notBelow) {
    for (int k = 0; k < blocks; k++) {
      long x = words[k + from];
      long d = (x | HIGH) - lower;
      notBelow[k] |= ((d & x | (d | x) & small) & HIGH) >>> shift;
    }
  }
}
