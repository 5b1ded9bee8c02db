package io.ringfence.certificates;

/**
 * A more telling experiment with few atoms: every atom is split between the two neighbouring points
 * of a grid of likelihood ratios, keeping both its masses. Merging the result backwards is a
 * garbling, so a threshold of the compressed experiment is never below the true one; it exceeds it
 * by the order of the square of the step.
 *
 * <p>An atom (P, Q) between ratios r and r' becomes y = (P - rQ)/(r' - r) at r' and Q - y at r. A
 * rounding error e in y moves e·(r' - r) of P, at most a few ulp of P, which the widening covers.
 * Products are spread atom by atom and never held. Not thread-safe.
 */
final class CompressedAtoms {

  private static final int GRID_POINTS = 1 << 12;
  private static final double EPSILON = Math.ulp(1.0);
  private static final double WIDEST = 40;

  private final double low;
  private final double step;
  private final double[] ratio = new double[GRID_POINTS - 1];
  private final double[] mass = new double[GRID_POINTS - 1];
  private double certain;
  private long atoms;

  private CompressedAtoms(double low, double high) {
    boolean any = low < high;
    this.low = any ? low : -1;
    step = any ? Math.max(1e-6, (high - low) / (GRID_POINTS - 3)) : 2.0 / (GRID_POINTS - 3);
    for (int k = 0; k < ratio.length; k++) {
      ratio[k] = Math.exp(this.low + (k - 0.5) * step);
    }
  }

  /** The product of two independent experiments. */
  static LikelihoodAtoms product(LikelihoodAtoms left, LikelihoodAtoms right) {
    LikelihoodAtoms x = single(left);
    LikelihoodAtoms y = single(right);
    double low = Math.max(-WIDEST, lowest(x) + lowest(y));
    double high = Math.min(WIDEST, highest(x) + highest(y));
    CompressedAtoms sum = new CompressedAtoms(low, high);
    double up = 1 + 2 * EPSILON;
    double down = 1 - 2 * EPSILON;
    for (int i = 0; i < x.size(); i++) {
      double pi = x.p[i] * up;
      double qi = x.q[i] * down;
      for (int k = 0; k < y.size(); k++) {
        sum.add(pi * y.p[k], qi * y.q[k]);
      }
    }
    return sum.atoms();
  }

  private static LikelihoodAtoms single(LikelihoodAtoms all) {
    if (all.size() <= GRID_POINTS) {
      return all;
    }
    CompressedAtoms sum =
        new CompressedAtoms(Math.max(-WIDEST, lowest(all)), Math.min(WIDEST, highest(all)));
    for (int i = 0; i < all.size(); i++) {
      sum.add(all.p[i], all.q[i]);
    }
    return sum.atoms();
  }

  private static double lowest(LikelihoodAtoms all) {
    return Math.log(all.ratio[all.size() - 1]);
  }

  /** The largest logarithm of a ratio that is not of an atom impossible under X'. */
  private static double highest(LikelihoodAtoms all) {
    int i = 0;
    while (i < all.size() - 1 && !(all.q[i] > 0)) {
      i++;
    }
    return Math.log(all.ratio[i]);
  }

  private void add(double p, double q) {
    atoms++;
    int k = below(p, q);
    if (k < 0) {
      mass[0] += p / ratio[0];
    } else if (k >= ratio.length - 1) {
      mass[ratio.length - 1] += q;
      certain += Math.max(0, p - ratio[ratio.length - 1] * q);
    } else {
      double y = (p - ratio[k] * q) / (ratio[k + 1] - ratio[k]);
      y = Math.max(0, Math.min(q, y));
      mass[k + 1] += y;
      mass[k] += q - y;
    }
  }

  /** The largest k with ratio[k]·q ≤ p, -1 if there is none. */
  private int below(double p, double q) {
    if (!(q > 0)) {
      return ratio.length - 1;
    }
    double guess = Math.floor((Math.log(p / q) - low) / step + 0.5);
    int k = (int) Math.max(-1, Math.min(ratio.length - 1, guess));
    while (k >= 0 && ratio[k] * q > p) {
      k--;
    }
    while (k < ratio.length - 1 && ratio[k + 1] * q <= p) {
      k++;
    }
    return k;
  }

  private LikelihoodAtoms atoms() {
    double widening = (atoms + 64) * EPSILON;
    double[] p = new double[ratio.length + 1];
    double[] q = new double[ratio.length + 1];
    for (int k = 0; k < ratio.length; k++) {
      p[k] = mass[k] * ratio[k] * (1 + widening);
      q[k] = mass[k] * (1 - widening);
    }
    p[ratio.length] = certain * (1 + widening);
    return LikelihoodAtoms.of(p, q);
  }
}
