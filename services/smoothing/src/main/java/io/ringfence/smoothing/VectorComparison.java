package io.ringfence.smoothing;

import jdk.incubator.vector.LongVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** {@link CoarseComparison} with as many blocks at once as the processor takes. Stateless. */
final class VectorComparison implements CoarseComparison {

  private static final VectorSpecies<Long> LONGS = LongVector.SPECIES_PREFERRED;

  @Override
  public void below(long[] words, int blocks, long bound, long[] below) {
    long lower = bound * EVERY_BYTE & LOW;
    if (bound < 128) {
      belowSmall(words, blocks, lower, below);
    } else {
      belowLarge(words, blocks, lower, below);
    }
  }

  /** A byte is not below if its high bit is set, or its low bits are not below. */
  private static void belowSmall(long[] words, int blocks, long lower, long[] below) {
    for (int k = 0; k < blocks; k += LONGS.length()) {
      LongVector found = LongVector.zero(LONGS);
      for (int row = 0; row < NodeNoise.COARSE_WORDS; row++) {
        LongVector x = LongVector.fromArray(LONGS, words, k + row * blocks);
        LongVector notBelow = x.or(HIGH).sub(lower).or(x).and(HIGH);
        found = found.lanewise(VectorOperators.LSHR, 1).or(notBelow);
      }
      found.not().intoArray(below, k);
    }
  }

  /** A byte is not below if its high bit is set and its low bits are not below. */
  private static void belowLarge(long[] words, int blocks, long lower, long[] below) {
    for (int k = 0; k < blocks; k += LONGS.length()) {
      LongVector found = LongVector.zero(LONGS);
      for (int row = 0; row < NodeNoise.COARSE_WORDS; row++) {
        LongVector x = LongVector.fromArray(LONGS, words, k + row * blocks);
        LongVector notBelow = x.or(HIGH).sub(lower).and(x).and(HIGH);
        found = found.lanewise(VectorOperators.LSHR, 1).or(notBelow);
      }
      found.not().intoArray(below, k);
    }
  }
}
