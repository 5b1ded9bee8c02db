package io.ringfence.integration.poison;

import java.util.List;
import java.util.SplittableRandom;

/** Seeded choices. */
final class Dice {

  private final SplittableRandom random;

  Dice(long seed) {
    random = new SplittableRandom(seed);
  }

  /** 0 to bound - 1. */
  int below(int bound) {
    return random.nextInt(bound);
  }

  /** Whether something that happens once in so many times happens. */
  boolean onceIn(int times) {
    return random.nextInt(times) == 0;
  }

  <T> T any(List<T> values) {
    return values.get(random.nextInt(values.size()));
  }

  byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }
}
