package io.ringfence.graph.dataset;

import java.util.Collections;
import java.util.List;
import org.apache.commons.rng.UniformRandomProvider;
import org.apache.commons.rng.simple.RandomSource;

/** Fisher-Yates from one seed: each call goes on where the one before ended. */
final class Shuffle {

  private final UniformRandomProvider random;

  Shuffle(long seed) {
    this(RandomSource.XO_RO_SHI_RO_128_PP.create(seed));
  }

  Shuffle(UniformRandomProvider random) {
    this.random = random;
  }

  void apply(List<?> list) {
    for (int k = list.size() - 1; k > 0; k--) {
      Collections.swap(list, k, random.nextInt(k + 1));
    }
  }
}
