package io.ringfence.certificates;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * A finite experiment that tells a graph X from a perturbed graph X': atom i has mass P_i under X
 * and Q_i under X'. Atoms are kept in falling order of their likelihood ratio P_i/Q_i, with sums
 * from the front, so that a {@link NeymanPearson} test can fill two of them together in linear
 * time. Immutable.
 *
 * <p><b>Atoms of one level.</b> Of a added and b deleted bits at one level let k_a and k_d be the
 * numbers that are read as ones. The likelihood ratio depends on s = k_a - k_d alone (for u, v
 * strictly between 0 and 1 it is (u/v)<sup>s</sup>·((1-u)/(1-v))<sup>a-b-s</sup>; in the degenerate
 * cases the atoms of one s that have any mass are either all impossible under X, or all impossible
 * under X', or a single one), so s is sufficient and a+b+1 atoms are enough. Independent levels
 * multiply.
 *
 * <p><b>Rounding.</b> Stored P are upper and stored Q lower bounds of the true masses. Errors: a
 * binomial mass is a product of a binomial coefficient (Pascal's triangle: at most n roundings),
 * two powers (1 ulp each) and two multiplications, hence within (n+4)·2<sup>-52</sup> relative; a
 * level sums at most min(a,b)+1 products of two of these; both are covered by widening with
 * (2(a+b)+16)·2<sup>-52</sup>. Masses that underflow are below 2<sup>-1022</sup> times a
 * coefficient below 2<sup>400</sup>, far below what every test adds in the end.
 *
 * <p><b>Trimming.</b> Atoms whose mass under X is below 10<sup>-16</sup> together are made one atom
 * that is impossible under X', which only helps a test, by at most that.
 */
final class LikelihoodAtoms {

  /** Largest number of changed bits per level and direction that is computed. */
  static final int MAX_COUNT = 400;

  /** More atoms than this are compressed. */
  static final int MAX_ATOMS = 1 << 14;

  private static final double TRIMMED = 1e-16;
  private static final double EPSILON = Math.ulp(1.0);
  private static final double STEEPEST = 1e150;

  /** Nothing changed: one atom, the same under both. */
  static final LikelihoodAtoms NOTHING = of(new double[] {1}, new double[] {1});

  final double[] p;
  final double[] q;

  /** P_i/Q_i, kept within [1e-150, 1e150] so that products of two stay finite and positive. */
  final double[] ratio;

  /** P_0 + … + P_{i-1}. */
  final double[] sumP;

  /** Q_0 + … + Q_{i-1}. */
  final double[] sumQ;

  private LikelihoodAtoms(double[] p, double[] q, double[] ratio) {
    this.p = p;
    this.q = q;
    this.ratio = ratio;
    sumP = sums(p);
    sumQ = sums(q);
  }

  /**
   * @param p upper bounds of the masses under X
   * @param q lower bounds of the masses under X'
   */
  static LikelihoodAtoms of(double[] p, double[] q) {
    double cut = TRIMMED / p.length;
    double certain = 0;
    int kept = 0;
    double[] keptP = new double[p.length + 1];
    double[] keptQ = new double[p.length + 1];
    for (int i = 0; i < p.length; i++) {
      if (p[i] > cut) {
        keptP[kept] = p[i];
        keptQ[kept++] = q[i];
      } else {
        certain += p[i];
      }
    }
    if (certain > 0) {
      keptP[kept++] = certain * (1 + p.length * EPSILON);
    }
    return sorted(Arrays.copyOf(keptP, kept), Arrays.copyOf(keptQ, kept));
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
    return of(p, q);
  }

  int size() {
    return p.length;
  }

  /** Both experiments together, independent of each other; compressed if that is too large. */
  LikelihoodAtoms times(LikelihoodAtoms other) {
    if ((long) size() * other.size() > MAX_ATOMS) {
      return CompressedAtoms.product(this, other);
    }
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
    return of(productP, productQ);
  }

  private static LikelihoodAtoms sorted(double[] p, double[] q) {
    double[] ratio = new double[p.length];
    for (int i = 0; i < p.length; i++) {
      ratio[i] = Math.max(1 / STEEPEST, Math.min(STEEPEST, p[i] / q[i]));
    }
    int[] order =
        IntStream.range(0, p.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -ratio[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    return new LikelihoodAtoms(picked(p, order), picked(q, order), picked(ratio, order));
  }

  private static double[] picked(double[] values, int[] order) {
    double[] picked = new double[order.length];
    for (int i = 0; i < order.length; i++) {
      picked[i] = values[order[i]];
    }
    return picked;
  }

  private static double[] sums(double[] values) {
    double[] sums = new double[values.length + 1];
    for (int i = 0; i < values.length; i++) {
      sums[i + 1] = sums[i] + values[i];
    }
    return sums;
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
