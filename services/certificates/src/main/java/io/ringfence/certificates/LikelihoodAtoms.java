package io.ringfence.certificates;

import java.util.Arrays;

/**
 * A finite experiment that tells a graph X from a perturbed graph X': atom i has mass P_i under X
 * and Q_i under X'. Immutable.
 *
 * <p><b>Atoms of one level.</b> Of a added and b deleted bits at one level let k_a and k_d be the
 * numbers that are read as ones. The likelihood ratio depends on s = k_a - k_d alone (for u, v
 * strictly between 0 and 1 it is (u/v)<sup>s</sup>·((1-u)/(1-v))<sup>a-b-s</sup>; in the degenerate
 * cases the atoms of one s that have any mass are either all impossible under X, or all impossible
 * under X', or a single one), so s is sufficient and a+b+1 atoms are enough. Independent levels
 * multiply.
 *
 * <p><b>Threshold.</b> The largest E_X[h] of any test h with E_X'[h] ≤ 1/2 is the linear program
 * max Σh_iP_i, Σh_iQ_i ≤ 1/2, 0 ≤ h ≤ 1 (Neyman and Pearson). By weak duality
 *
 * <pre>   q* ≤ τ/2 + Σ_i max(0, P_i - τ·Q_i)   for every τ ≥ 0, </pre>
 *
 * with equality at the ratio of the atom that is filled in part, which is at most 2 because the
 * atoms filled before have P ≥ τQ and half of the mass of Q.
 *
 * <p><b>Rounding.</b> Stored P are upper and stored Q lower bounds of the true masses, and the dual
 * is evaluated with outward rounding; so the threshold is an upper bound of q* <i>whatever</i> τ
 * the search for the minimum ends with. Errors: a binomial mass is a product of a binomial
 * coefficient (Pascal's triangle: at most n roundings), two powers (1 ulp each) and two
 * multiplications, hence within (n+4)·2<sup>-52</sup> relative; a level sums at most min(a,b)+1
 * products of two of these; both are covered by widening with (2(a+b)+16)·2<sup>-52</sup>. Masses
 * that underflow are below 2<sup>-1022</sup> times a coefficient below 2<sup>400</sup> and vanish
 * in the last addition of n·2<sup>-51</sup>, which also covers the roundings of the dual sum, whose
 * terms are at most ΣP + 2ΣQ ≤ 3 together. The threshold is at most 10<sup>-11</sup> above q*
 * before {@link #compressed()}.
 */
final class LikelihoodAtoms {

  /** Largest number of changed bits per level and direction that is computed. */
  static final int MAX_COUNT = 400;

  private static final int MAX_ATOMS = 1 << 14;
  private static final int GRID_POINTS = 1 << 12;
  private static final double EPSILON = Math.ulp(1.0);

  /** Nothing changed: one atom, the same under both. */
  static final LikelihoodAtoms NOTHING = new LikelihoodAtoms(new double[] {1}, new double[] {1});

  private final double[] p;
  private final double[] q;

  private LikelihoodAtoms(double[] p, double[] q) {
    this.p = p;
    this.q = q;
  }

  /**
   * Additions and deletions of bits at one level.
   *
   * @param additions in [0, {@value #MAX_COUNT}]
   * @param deletions in [0, {@value #MAX_COUNT}]
   */
  static LikelihoodAtoms of(BinaryChannel channel, int additions, int deletions) {
    double widening = (2.0 * (additions + deletions) + 16) * EPSILON;
    double u = channel.u();
    double v = channel.v();
    double[] p = difference(binomial(additions, u), binomial(deletions, v));
    double[] q = difference(binomial(additions, v), binomial(deletions, u));
    for (int i = 0; i < p.length; i++) {
      p[i] *= 1 + widening;
      q[i] *= 1 - widening;
    }
    return new LikelihoodAtoms(p, q).withoutEmpty();
  }

  int size() {
    return p.length;
  }

  /** Both experiments together, independent of each other. */
  LikelihoodAtoms times(LikelihoodAtoms other) {
    if ((long) size() * other.size() > MAX_ATOMS) {
      return compressed().product(other.compressed()).compressed();
    }
    return product(other);
  }

  private LikelihoodAtoms product(LikelihoodAtoms other) {
    double[] productP = new double[size() * other.size()];
    double[] productQ = new double[productP.length];
    double up = 1 + 2 * EPSILON;
    double down = 1 - 2 * EPSILON;
    int at = 0;
    for (int i = 0; i < p.length; i++) {
      double pi = p[i] * up;
      double qi = q[i] * down;
      for (int k = 0; k < other.p.length; k++, at++) {
        productP[at] = pi * other.p[k];
        productQ[at] = qi * other.q[k];
      }
    }
    return new LikelihoodAtoms(productP, productQ);
  }

  /** Upper bound of q*, in [0, 1]. */
  double threshold() {
    double slack = (size() + 16) * 2 * EPSILON;
    double low = 0;
    double high = 2;
    Dual atLow = new Dual(low);
    Dual atHigh = new Dual(high);
    double best = Math.min(atLow.value, atHigh.value);
    for (int step = 0; step < 64 && atLow.slope < 0 && atHigh.slope > 0; step++) {
      double tangents =
          (atLow.value - atHigh.value + atHigh.slope * high - atLow.slope * low)
              / (atHigh.slope - atLow.slope);
      double middle = tangents > low && tangents < high ? tangents : low + (high - low) / 2;
      double promised = atLow.value + atLow.slope * (middle - low);
      if (promised >= best - EPSILON || middle <= low || middle >= high) {
        break;
      }
      Dual at = new Dual(middle);
      best = Math.min(best, at.value);
      if (at.slope < 0) {
        low = middle;
        atLow = at;
      } else {
        high = middle;
        atHigh = at;
      }
    }
    return Math.min(1, best + slack);
  }

  /** Value and slope of the dual at one τ; of two slopes at a kink, the right one. */
  private final class Dual {
    final double value;
    final double slope;

    Dual(double tau) {
      double sum = 0;
      double filled = 0;
      for (int i = 0; i < p.length; i++) {
        double excess = p[i] - tau * q[i];
        if (excess > 0) {
          sum += excess;
          filled += q[i];
        }
      }
      value = tau / 2 + sum;
      slope = 0.5 - filled;
    }
  }

  /**
   * A more telling experiment with few atoms: every atom is split between the two neighbouring
   * points of a grid of likelihood ratios, keeping both its masses. Merging the result backwards is
   * a garbling, so a threshold of the compressed experiment is never below the true one; it exceeds
   * it by the order of the square of the step.
   *
   * <p>An atom (P, Q) between ratios r and r' becomes y = (P - rQ)/(r' - r) at r' and Q - y at r. A
   * rounding error e in y moves e·(r' - r) of P, at most a few ulp of P, which the widening covers.
   */
  LikelihoodAtoms compressed() {
    if (size() <= GRID_POINTS) {
      return this;
    }
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0 && q[i] > 0) {
        double ratio = Math.max(-40, Math.min(40, Math.log(p[i] / q[i])));
        low = Math.min(low, ratio);
        high = Math.max(high, ratio);
      }
    }
    if (!(low < high)) {
      low = -1;
      high = 1;
    }
    return spread(low, Math.max(1e-6, (high - low) / (GRID_POINTS - 3)));
  }

  private LikelihoodAtoms spread(double low, double step) {
    double[] ratio = new double[GRID_POINTS - 1];
    for (int k = 0; k < ratio.length; k++) {
      ratio[k] = Math.exp(low + (k - 0.5) * step);
    }
    double[] mass = new double[ratio.length];
    double certain = 0;
    for (int i = 0; i < p.length; i++) {
      int k = below(ratio, p[i], q[i], low, step);
      if (k < 0) {
        mass[0] += p[i] / ratio[0];
      } else if (k >= ratio.length - 1) {
        double y = q[i];
        mass[ratio.length - 1] += y;
        certain += Math.max(0, p[i] - ratio[ratio.length - 1] * y);
      } else {
        double y = (p[i] - ratio[k] * q[i]) / (ratio[k + 1] - ratio[k]);
        y = Math.max(0, Math.min(q[i], y));
        mass[k + 1] += y;
        mass[k] += q[i] - y;
      }
    }
    return widened(ratio, mass, certain);
  }

  private LikelihoodAtoms widened(double[] ratio, double[] mass, double certain) {
    double widening = (size() + 64) * EPSILON;
    double[] newP = new double[ratio.length + 1];
    double[] newQ = new double[ratio.length + 1];
    for (int k = 0; k < ratio.length; k++) {
      newP[k] = mass[k] * ratio[k] * (1 + widening);
      newQ[k] = mass[k] * (1 - widening);
    }
    newP[ratio.length] = certain * (1 + widening);
    return new LikelihoodAtoms(newP, newQ).withoutEmpty();
  }

  /** The largest k with ratio[k]·q ≤ p, -1 if there is none. */
  private static int below(double[] ratio, double p, double q, double low, double step) {
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

  /** Without atoms that are impossible under X: no test gains from them. */
  private LikelihoodAtoms withoutEmpty() {
    int kept = 0;
    double[] newP = new double[p.length];
    double[] newQ = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      if (p[i] > 0) {
        newP[kept] = p[i];
        newQ[kept++] = q[i];
      }
    }
    return kept == p.length
        ? this
        : new LikelihoodAtoms(Arrays.copyOf(newP, kept), Arrays.copyOf(newQ, kept));
  }

  /** Masses of x - y for independent x and y, from -(|y|-1) upwards. */
  private static double[] difference(double[] x, double[] y) {
    double[] masses = new double[x.length + y.length - 1];
    for (int i = 0; i < x.length; i++) {
      for (int k = 0; k < y.length; k++) {
        masses[i + y.length - 1 - k] += x[i] * y[k];
      }
    }
    return masses;
  }

  private static double[] binomial(int n, double probability) {
    double[] masses = pascal(n);
    double other = 1 - probability; // exact: probabilities are multiples of 2^-32
    for (int i = 0; i <= n; i++) {
      masses[i] = masses[i] * Math.pow(probability, i) * Math.pow(other, n - i);
    }
    return masses;
  }

  private static double[] pascal(int n) {
    double[] row = new double[n + 1];
    row[0] = 1;
    for (int m = 1; m <= n; m++) {
      for (int i = m; i >= 1; i--) {
        row[i] += row[i - 1];
      }
    }
    return row;
  }
}
