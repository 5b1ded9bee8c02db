package io.ringfence.smoothing;

import java.util.Arrays;

/**
 * Counter-based random words: word i of (seed, sample, ordinal) is a fixed function of these four
 * numbers, so that no draw depends on threads, on the order of work or on the piece of the graph.
 *
 * <p>A word is the SplitMix64 output function (Steele et al. 2014, with the constants "Mix13" of
 * Stafford) of the counter, under a key of 128 bits: one half shifts the counter, the other is
 * mixed in between the two multiplications. The second half is what keeps the sequences of
 * different nodes and samples apart: with a shift alone all of them would be pieces of one orbit
 * and could overlap. Two multiplications per word; Philox and the like spend four to ten times as
 * much for a strength that statistics do not need. Not for cryptography: who knows the seed knows
 * the noise.
 *
 * <p>Not thread-safe: one instance per thread, aimed at one node after the other.
 */
final class NoiseKey {

  private static final long GOLDEN = 0x9E3779B97F4A7C15L;
  private static final long SALT_SHIFT = 0x6A09E667F3BCC909L;
  private static final long SALT_MIDDLE = 0xBB67AE8584CAA73BL;
  private static final long FIRST = 0xBF58476D1CE4E5B9L;
  private static final long SECOND = 0x94D049BB133111EBL;

  private long sampleShift;
  private long sampleMiddle;
  private long shift;
  private long middle;
  private long[] multiples = {};

  /** Turns to a sample of a seed; a node must be chosen next. */
  void sample(long seed, long sample) {
    sampleShift = mix(mix(seed ^ SALT_SHIFT) + GOLDEN * sample);
    sampleMiddle = mix(mix(seed ^ SALT_MIDDLE) + GOLDEN * sample);
  }

  /** Turns to a node of the sample. */
  void node(long ordinal) {
    shift = mix(sampleShift + GOLDEN * ordinal);
    middle = mix(sampleMiddle + GOLDEN * ordinal);
  }

  /** 64 independent uniform bits. */
  long word(long counter) {
    long x = counter * GOLDEN + shift;
    x = (x ^ (x >>> 30)) * FIRST;
    x ^= middle;
    x = (x ^ (x >>> 27)) * SECOND;
    return x ^ (x >>> 31);
  }

  /** Fills an array with words 0, 1, … in a loop that compilers vectorise. */
  void words(long[] words) {
    if (multiples.length < words.length) {
      multiples = new long[words.length];
      Arrays.setAll(multiples, i -> i * GOLDEN);
    }
    long[] counters = multiples;
    long from = shift;
    long between = middle;
    for (int i = 0; i < words.length; i++) {
      long x = counters[i] + from;
      x = (x ^ (x >>> 30)) * FIRST;
      x ^= between;
      x = (x ^ (x >>> 27)) * SECOND;
      words[i] = x ^ (x >>> 31);
    }
  }

  /** Spreads the bits of a seed; a bijection. */
  static long scramble(long seed) {
    return mix(seed + GOLDEN);
  }

  private static long mix(long value) {
    long x = (value ^ (value >>> 30)) * FIRST;
    x = (x ^ (x >>> 27)) * SECOND;
    return x ^ (x >>> 31);
  }
}
