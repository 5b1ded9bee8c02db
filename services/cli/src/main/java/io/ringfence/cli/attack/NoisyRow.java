package io.ringfence.cli.attack;

import io.ringfence.certificates.NoiseLevel;
import io.ringfence.graph.SparseRows;
import java.util.SplittableRandom;
import java.util.TreeSet;

/**
 * Draws noisy copies of attribute rows to choose flips with. The law is that of the certificates up
 * to rounding; no verdict depends on it.
 */
final class NoisyRow {
  private NoisyRow() {}

  static TreeSet<Integer> draw(
      SparseRows ones, int node, NoiseLevel level, SplittableRandom random) {
    TreeSet<Integer> row = new TreeSet<>();
    for (int k = ones.start(node); k < ones.end(node); k++) {
      if (random.nextDouble() >= level.deletion()) {
        row.add(ones.column(k));
      }
    }
    if (level.addition() > 0) {
      double step = Math.log1p(-Math.min(level.addition(), 1 - 1e-12));
      for (double at = skip(step, random); at < ones.width(); at += 1 + skip(step, random)) {
        if (!ones.contains(node, (int) at)) {
          row.add((int) at);
        }
      }
    }
    return row;
  }

  /** Zeros that stay before the next one flips: geometric. */
  private static double skip(double step, SplittableRandom random) {
    return Math.floor(Math.log1p(-random.nextDouble()) / step);
  }
}
