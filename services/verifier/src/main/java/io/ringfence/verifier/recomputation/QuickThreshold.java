package io.ringfence.verifier.recomputation;

import java.util.Arrays;
import java.util.List;

/**
 * {@link ExactThreshold} in floating point, a look ahead of it: wrong by less than {@value #ERROR}.
 * Whoever is nearer than that asks for the exact one.
 *
 * <p>Error: masses are sums of products of non-negative numbers with at most three roundings per
 * bit, and atoms whose ratios agree to 2<sup>-38</sup> may be accepted in the wrong order, which
 * misplaces that share of their mass.
 */
final class QuickThreshold {
  static final double ERROR = 1e-10;

  private static final int INDEX_BITS = 14;
  static final int MOST_ATOMS = 1 << INDEX_BITS;
  private static final long INDEX = MOST_ATOMS - 1L;

  private QuickThreshold() {}

  /**
   * @param flips with at most {@value #MOST_ATOMS} atoms
   */
  static double of(List<Flips> flips) {
    double[] original = {1};
    double[] perturbed = {1};
    for (Flips at : flips) {
      double zeroToOne = (double) at.level().addition() / Level.ONE;
      double oneToZero = (double) at.level().deletion() / Level.ONE;
      original = product(original, marks(at.additions(), zeroToOne, at.deletions(), oneToZero));
      perturbed =
          product(perturbed, marks(at.additions(), 1 - oneToZero, at.deletions(), 1 - zeroToOne));
    }
    return fill(original, perturbed);
  }

  /** Law of the number of marks, one bit at a time. */
  private static double[] marks(
      int additions, double ofAddition, int deletions, double ofDeletion) {
    double[] law = new double[additions + deletions + 1];
    law[0] = 1;
    for (int bit = 0; bit < additions + deletions; bit++) {
      double marked = bit < additions ? ofAddition : ofDeletion;
      for (int m = bit + 1; m > 0; m--) {
        law[m] = law[m] * (1 - marked) + law[m - 1] * marked;
      }
      law[0] *= 1 - marked;
    }
    return law;
  }

  private static double[] product(double[] left, double[] right) {
    if (left.length == 1) {
      return right;
    }
    double[] product = new double[left.length * right.length];
    int at = 0;
    for (double one : left) {
      for (double other : right) {
        product[at++] = one * other;
      }
    }
    return product;
  }

  private static double fill(double[] original, double[] perturbed) {
    long[] order = new long[original.length];
    for (int i = 0; i < order.length; i++) {
      // positive doubles sort like their bits; perturbed / original rises as acceptance goes on
      double ratio = original[i] > 0 ? perturbed[i] / original[i] : Double.MAX_VALUE;
      order[i] = (Double.doubleToLongBits(ratio) & ~INDEX) | i;
    }
    Arrays.sort(order);
    double room = 0.5;
    double accepted = 0;
    for (long entry : order) {
      int i = (int) (entry & INDEX);
      if (perturbed[i] > room) {
        return accepted + original[i] * (room / perturbed[i]);
      }
      room -= perturbed[i];
      accepted += original[i];
    }
    return Math.min(1, accepted);
  }
}
