package io.ringfence.smoothing;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CoarseComparisonTest {

  private static final int ROWS = 8;

  @ParameterizedTest
  @ValueSource(ints = {1, 3, 26, 127, 128, 129, 254, 255})
  void everyFormFindsTheBytesBelowABound(int bound) {
    SplittableRandom random = new SplittableRandom(bound);
    for (int blocks : new int[] {1, 7, 8, 9, 45}) {
      long[] words = random.longs(ROWS * blocks + CoarseComparison.SPARE).toArray();
      words[0] = bound * CoarseComparison.EVERY_BYTE;

      for (FlipKernel kernel : new FlipKernel[] {FlipKernel.PLAIN, FlipKernel.best()}) {
        long[] below = new long[blocks + CoarseComparison.SPARE];
        kernel.comparison().below(words, blocks, bound, below);
        for (int attribute = 0; attribute < 64 * blocks; attribute++) {
          long word = words[attribute % ROWS * blocks + attribute / 64];
          long unit = word >>> attribute % 64 / 8 * 8 & 0xFF;
          assertThat(below[attribute / 64] >>> attribute % 64 & 1)
              .as("attribute %d of %d blocks", attribute, blocks)
              .isEqualTo(unit < bound ? 1 : 0);
        }
      }
    }
  }
}
