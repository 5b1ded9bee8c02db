package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NodeNoiseTest {

  private static final int ATTRIBUTES = 200;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void flipsExactlyTheBitsWhoseUniformIntegerIsBelowTheThreshold(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    long[] thresholds = {
      0, 1, NoiseLevel.GRID, NoiseLevel.GRID - 1, 1L << 31, 42_949_673, random.nextLong(1L << 32)
    };
    SparseRows ones = Graphs.bits(random, 1, ATTRIBUTES, 0.3);
    NodeNoise noise = new NodeNoise(ATTRIBUTES);
    NoiseKey key = new NoiseKey();
    for (int sample = 0; sample < 50; sample++) {
      noise.sample(seed, sample);
      key.sample(seed, sample);
      noise.node(sample * 7L, ones, 0, 0);
      key.node(sample * 7L);
      int[][] lists = new int[thresholds.length][ATTRIBUTES];
      int[] counts = new int[thresholds.length];
      noise.additions(thresholds, lists, counts);
      for (int t = 0; t < thresholds.length; t++) {
        TreeSet<Integer> added = new TreeSet<>();
        TreeSet<Integer> survivors = new TreeSet<>();
        for (int d = 0; d < ATTRIBUTES; d++) {
          if (ones.contains(0, d)) {
            if (NaiveReference.uniformOfOne(key, d) >= thresholds[t]) {
              survivors.add(d);
            }
          } else if (NaiveReference.uniformOfZero(key, d) < thresholds[t]) {
            added.add(d);
          }
        }
        assertThat(Arrays.copyOf(lists[t], counts[t]))
            .containsExactly(added.stream().mapToInt(Integer::intValue).toArray());
        int[] list = new int[ATTRIBUTES];
        assertThat(Arrays.copyOf(list, noise.survivors(thresholds[t], list, 0)))
            .containsExactlyInAnyOrder(survivors.stream().mapToInt(Integer::intValue).toArray());
      }
    }
  }

  @Test
  void survivorsOfAHigherThresholdComeFirst() {
    SparseRows ones = Graphs.bits(new SplittableRandom(4), 1, ATTRIBUTES, 0.5);
    NodeNoise noise = new NodeNoise(ATTRIBUTES);
    noise.sample(1, 1);
    noise.node(1, ones, 0, NoiseLevel.GRID / 3);
    int[] inSteps = new int[ATTRIBUTES];
    int high = noise.survivors(NoiseLevel.GRID / 2, inSteps, 0);
    int low = noise.survivors(NoiseLevel.GRID / 3, inSteps, high);
    int[] atOnce = new int[ATTRIBUTES];
    assertThat(noise.survivors(NoiseLevel.GRID / 3, atOnce, 0)).isEqualTo(low).isGreaterThan(high);
    assertThat(inSteps).isEqualTo(atOnce);
  }

  /** Chi-square over samples × attributes; the bound is the 1 - 1e-6 quantile. */
  @ParameterizedTest
  @ValueSource(doubles = {0.0002, 0.01, 0.1, 0.5, 0.6, 0.95, 0.999, 1 / 3.0})
  void everyBitFlipsAsOftenAsItsProbabilitySays(double probability) {
    long threshold = NoiseLevel.of(probability, 0).additionThreshold();
    int samples = 20_000;
    long[] flips = new long[128];
    NodeNoise noise = new NodeNoise(128);
    SparseRows half = everyOther();
    int[][] list = new int[1][128];
    int[] count = new int[1];
    for (int sample = 0; sample < samples; sample++) {
      noise.sample(11, sample);
      noise.node(sample % 5, half, 0, 0);
      noise.additions(new long[] {threshold}, list, count);
      for (int i = 0; i < count[0]; i++) {
        flips[list[0][i]]++;
      }
      int survivors = noise.survivors(threshold, list[0], 0);
      for (int d = 0; d < 128; d += 2) {
        flips[d]++;
      }
      for (int i = 0; i < survivors; i++) {
        flips[list[0][i]]--;
      }
    }
    double expected = samples * probability;
    double chiSquare =
        Arrays.stream(flips)
            .mapToDouble(f -> (f - expected) * (f - expected) / (expected * (1 - probability)))
            .sum();
    assertThat(chiSquare).isBetween(60.0, 215.0);
  }

  /** Ones at even attributes. */
  private static SparseRows everyOther() {
    boolean[][] bits = new boolean[1][128];
    for (int d = 0; d < 128; d += 2) {
      bits[0][d] = true;
    }
    return Graphs.rows(bits, 128);
  }

  @Test
  void neighbouringBitsSamplesNodesAndSeedsAreUncorrelated() {
    int n = 20_000;
    NoiseKey key = new NoiseKey();
    long[] together = new long[5];
    for (int i = 0; i < n; i++) {
      long here = word(key, 5, i, 3, 0);
      together[0] += Long.bitCount(here & (here >>> 1) & 0x5555555555555555L);
      together[1] += Long.bitCount(here & word(key, 5, i, 3, 1)) / 2;
      together[2] += Long.bitCount(here & word(key, 5, i, 4, 0)) / 2;
      together[3] += Long.bitCount(here & word(key, 5, i + 1L, 3, 0)) / 2;
      together[4] += Long.bitCount(here & word(key, 6, i, 3, 0)) / 2;
    }
    // 32 pairs per word are both set with probability 1/4; halving rounds down by 1/4 on average.
    double sixSigma = 6 * Math.sqrt(n * 32 * 3 / 16.0);
    assertThat(together[0]).isBetween((long) (8L * n - sixSigma), (long) (8L * n + sixSigma));
    for (int k = 1; k < 5; k++) {
      assertThat(together[k]).isBetween((long) (7.75 * n - sixSigma), (long) (7.75 * n + sixSigma));
    }
  }

  private static long word(NoiseKey key, long seed, long sample, long ordinal, long counter) {
    key.sample(seed, sample);
    key.node(ordinal);
    return key.word(counter);
  }
}
