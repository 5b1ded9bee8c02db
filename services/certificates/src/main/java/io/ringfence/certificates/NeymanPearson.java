package io.ringfence.certificates;

/**
 * The most powerful test between two independent experiments together and their perturbed versions.
 *
 * <p><b>Threshold.</b> The largest E_X[h] of any test h with E_X'[h] ≤ f is the linear program max
 * Σh_iP_i, Σh_iQ_i ≤ f, 0 ≤ h ≤ 1 (Neyman and Pearson) over all pairs of atoms. By weak duality
 *
 * <pre>   q*_f ≤ f·τ + Σ_i max(0, P_i - τ·Q_i)   for every τ ≥ 0, </pre>
 *
 * with equality at the ratio of the pair that is filled in part, which is at most 1/f because the
 * pairs filled before have P ≥ τQ and the mass f of Q.
 *
 * <p><b>Two halves.</b> With the atoms of both sides in falling order of their ratios, the pairs
 * with P &gt; τQ are, for each atom on the left, a front part of the right side that shrinks from
 * atom to atom: one pass over both sides and the sums from the front give the dual, without forming
 * the product. O(left + right) per τ, some ten τ.
 *
 * <p><b>Rounding.</b> Stored P are upper and stored Q lower bounds, hence the dual is an upper
 * bound <i>whatever</i> τ the search for its minimum ends with. A pair on the wrong side of the cut
 * by a rounding of its ratio has |P - τQ| within a few ulp of P (or, where a ratio was cut off at
 * 1e±150, below 1e-140), which sums to a few ulp. The sums over P and over Q are of non-negative
 * terms, at most left + right + 4 roundings deep, and ΣP, τΣQ and fτ are at most 1 and a little:
 * (left + right + 16)·2<sup>-50</sup>, added in the end, covers all of this. Besides compression,
 * the result is at most 10<sup>-11</sup> above q*_f.
 */
final class NeymanPearson {

  private static final double EPSILON = Math.ulp(1.0);
  private static final double SMALLEST_FILL = 1e-12;
  private static final int STEPS = 64;

  private final LikelihoodAtoms left;
  private final LikelihoodAtoms right;
  private final double fill;
  private double value;
  private double slope;

  private NeymanPearson(LikelihoodAtoms left, LikelihoodAtoms right, double fill) {
    this.left = left;
    this.right = right;
    this.fill = fill;
  }

  /**
   * Upper bound of q*_f, in [0, 1].
   *
   * @param fill f in [0, 1]
   */
  static double threshold(LikelihoodAtoms left, LikelihoodAtoms right, double fill) {
    return new NeymanPearson(left, right, fill).minimise();
  }

  private double minimise() {
    double low = 0;
    double high = 1 / Math.max(SMALLEST_FILL, fill);
    evaluate(low);
    double valueLow = value;
    double slopeLow = slope;
    evaluate(high);
    double valueHigh = value;
    double slopeHigh = slope;
    double best = Math.min(valueLow, valueHigh);
    for (int step = 0; step < STEPS && slopeLow < 0 && slopeHigh > 0; step++) {
      double tangents =
          (valueLow - valueHigh + slopeHigh * high - slopeLow * low) / (slopeHigh - slopeLow);
      double middle = tangents > low && tangents < high ? tangents : low + (high - low) / 2;
      double promised = valueLow + slopeLow * (middle - low);
      if (promised >= best - EPSILON || middle <= low || middle >= high) {
        break;
      }
      evaluate(middle);
      best = Math.min(best, value);
      if (slope < 0) {
        low = middle;
        valueLow = value;
        slopeLow = slope;
      } else {
        high = middle;
        valueHigh = value;
        slopeHigh = slope;
      }
    }
    return Math.min(1, best + (left.size() + right.size() + 16) * 4 * EPSILON);
  }

  /** Value and slope of the dual at one τ; of two slopes at a kink, the right one. */
  private void evaluate(double tau) {
    double[] p = left.p;
    double[] q = left.q;
    double[] ratio = left.ratio;
    double[] other = right.ratio;
    double[] sumP = right.sumP;
    double[] sumQ = right.sumQ;
    int cut = other.length;
    double filledP = 0;
    double filledQ = 0;
    for (int i = 0; i < p.length; i++) {
      while (cut > 0 && ratio[i] * other[cut - 1] <= tau) {
        cut--;
      }
      if (cut == 0) {
        break;
      }
      filledP += p[i] * sumP[cut];
      filledQ += q[i] * sumQ[cut];
    }
    value = fill * tau + (filledP - tau * filledQ);
    slope = fill - filledQ;
  }
}
