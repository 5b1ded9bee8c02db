package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.IntStream;
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
    Arrays.sort(thresholds);
    SparseRows ones = Graphs.bits(random, 1, ATTRIBUTES, 0.3);
    NodeNoise noise = new NodeNoise(ATTRIBUTES);
    NoiseKey key = new NoiseKey();
    LevelledList added = new LevelledList(ATTRIBUTES, thresholds.length);
    LevelledList surviving = new LevelledList(ATTRIBUTES, thresholds.length);
    for (int sample = 0; sample < 50; sample++) {
      noise.sample(seed, sample);
      key.sample(seed, sample);
      noise.node(sample * 7L, ones, 0);
      key.node(sample * 7L);
      noise.additions(thresholds, 0, thresholds.length, added);
      noise.survivors(thresholds, 0, thresholds.length, surviving);
      for (int t = 0; t < thresholds.length; t++) {
        TreeSet<Integer> flipping = new TreeSet<>();
        TreeSet<Integer> staying = new TreeSet<>();
        for (int d = 0; d < ATTRIBUTES; d++) {
          if (ones.contains(0, d)) {
            if (NaiveReference.uniformOfOne(key, d) >= thresholds[t]) {
              staying.add(d);
            }
          } else if (NaiveReference.uniformOfZero(key, d, ATTRIBUTES) < thresholds[t]) {
            flipping.add(d);
          }
        }
        assertThat(slots(added, 0, t)).containsExactlyInAnyOrderElementsOf(flipping);
        assertThat(slots(surviving, t, thresholds.length - 1))
            .containsExactlyInAnyOrderElementsOf(staying);
      }
    }
  }

  private static List<Integer> slots(LevelledList list, int from, int to) {
    return Arrays.stream(list.attributes(), list.start(from), list.end(to)).boxed().toList();
  }

  @Test
  void manyThresholdsSplitTheFlipsOfTheHighest() {
    SparseRows ones = Graphs.bits(new SplittableRandom(4), 1, ATTRIBUTES, 0.5);
    NodeNoise noise = new NodeNoise(ATTRIBUTES);
    long[] many = IntStream.rangeClosed(1, 70).mapToLong(t -> t * NoiseLevel.GRID / 99).toArray();
    LevelledList levels = new LevelledList(ATTRIBUTES, many.length);
    LevelledList alone = new LevelledList(ATTRIBUTES, 1);
    noise.sample(1, 1);
    noise.node(1, ones, 0);
    noise.additions(many, 0, many.length, levels);
    for (int t = 0; t < many.length; t += 10) {
      noise.additions(many, t, 1, alone);
      assertThat(slots(levels, 0, t)).containsExactlyInAnyOrderElementsOf(slots(alone, 0, 0));
    }
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
    LevelledList list = new LevelledList(128, 1);
    long[] only = {threshold};
    for (int sample = 0; sample < samples; sample++) {
      noise.sample(11, sample);
      noise.node(sample % 5, half, 0);
      noise.additions(only, 0, 1, list);
      for (int i = 0; i < list.end(0); i++) {
        flips[list.attributes()[i]]++;
      }
      for (int d = 0; d < 128; d += 2) {
        flips[d]++;
      }
      noise.survivors(only, 0, 1, list);
      for (int i = 0; i < list.end(0); i++) {
        flips[list.attributes()[i]]--;
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
