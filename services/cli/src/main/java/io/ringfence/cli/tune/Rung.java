package io.ringfence.cli.tune;

import java.util.ArrayList;
import java.util.List;

/**
 * How many noisy graphs a trial takes.
 *
 * @param samples for the bounds
 * @param selection further ones that choose the classes
 */
record Rung(int samples, int selection) {
  private static final int FEWEST_SELECTIONS = 50;

  /** A tenth as many choose the classes, and at least fifty. */
  static Rung of(int samples) {
    return new Rung(samples, Math.max(FEWEST_SELECTIONS, samples / 10));
  }

  int noisyGraphs() {
    return samples + selection;
  }

  /**
   * @throws IllegalArgumentException if the numbers do not grow
   */
  static List<Rung> ladder(List<Integer> samples) {
    List<Rung> rungs = new ArrayList<>();
    int before = 0;
    for (int count : samples) {
      if (count <= before) {
        throw new IllegalArgumentException(
            "--samples is %s; each number must be above the one before it, at least 1, for instance 200,2000."
                .formatted(samples));
      }
      rungs.add(of(count));
      before = count;
    }
    return rungs;
  }
}
