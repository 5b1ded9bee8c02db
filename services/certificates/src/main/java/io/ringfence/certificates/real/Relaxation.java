package io.ringfence.certificates.real;

import io.ringfence.certificates.ConcaveEnvelope;
import java.util.Arrays;
import java.util.List;

/**
 * A part of the collective problem for one distance, relaxed to concave envelopes, and its
 * solution.
 *
 * <pre>
 *   max Σ_c t_c   s.t.   t_c ≤ α_k + s_k·Σ_j w_cj·y_j   for every line k of output region c,
 *                        low_c ≤ t_c ≤ high_c,   Σ_j y_j ≤ 1,   y ≥ 0
 * </pre>
 *
 * <p>The bound is evaluated from the multipliers alone, by weak duality: for any y_k ≥ 0 with
 * {@code u_c} their sum over the lines of c,
 *
 * <pre>
 *   Σ_c [ Σ_k y_k·α_k + max((1-u_c)·low_c, (1-u_c)·high_c) ] + max(0, max_j Σ_k y_k·s_k·w_cj)
 * </pre>
 *
 * is at least the maximum. Every term is counted with its magnitude, and the result is lifted by as
 * many roundings of the sum of magnitudes as there are operations. Immutable.
 */
final class Relaxation {

  private static final double EPSILON = Math.ulp(1.0);

  private final double bound;
  private final double[] split;

  private Relaxation(double bound, double[] split) {
    this.bound = bound;
    this.split = split;
  }

  /** Proven upper bound of the number attacked in this part. */
  double bound() {
    return bound;
  }

  /** A split of the budget that is good in the relaxation; not proven to be anything. Read only. */
  double[] split() {
    return split;
  }

  /**
   * @param lines per curve, those of {@link AttackCurve#lines} for the same numbers
   * @param low per curve
   * @param high per curve
   */
  static Relaxation solve(
      List<AttackCurve> curves,
      List<List<ConcaveEnvelope.Line>> lines,
      int[] low,
      int[] high,
      int inputs) {
    int outputs = curves.size();
    int rows = 1 + outputs + lines.stream().mapToInt(List::size).sum();
    double[][] a = new double[rows][inputs + outputs];
    double[] b = new double[rows];
    double[] c = new double[inputs + outputs];
    Arrays.fill(c, inputs, c.length, 1);
    Arrays.fill(a[0], 0, inputs, 1);
    b[0] = 1;
    int row = 1;
    for (int i = 0; i < outputs; i++) {
      // t is counted from the lowest intercept on, so that no right-hand side is negative.
      double shift =
          lines.get(i).stream().mapToDouble(l -> Math.max(0, -l.intercept())).max().orElse(0);
      a[row][inputs + i] = 1;
      b[row++] = high[i] + shift;
      for (ConcaveEnvelope.Line line : lines.get(i)) {
        a[row][inputs + i] = 1;
        for (int j = 0; j < inputs; j++) {
          a[row][j] = -line.slope() * curves.get(i).weight(j);
        }
        b[row++] = line.intercept() + shift;
      }
    }
    DenseSimplex simplex = new DenseSimplex(a, b, c);
    simplex.run();
    double[] split = Arrays.stream(simplex.point(), 0, inputs).map(y -> Math.max(0, y)).toArray();
    return new Relaxation(bound(curves, lines, low, high, inputs, simplex.multipliers()), split);
  }

  /**
   * @param multipliers one for the budget, then per curve one for its highest number and one per
   *     line, of any quality; only those of lines are used
   */
  static double bound(
      List<AttackCurve> curves,
      List<List<ConcaveEnvelope.Line>> lines,
      int[] low,
      int[] high,
      int inputs,
      double[] multipliers) {
    double total = 0;
    double magnitude = 0;
    double[] gain = new double[inputs];
    int at = 1;
    for (int i = 0; i < curves.size(); i++) {
      at++;
      double used = 0;
      for (ConcaveEnvelope.Line line : lines.get(i)) {
        double y = multipliers[at++];
        if (y > 0 && Double.isFinite(y)) {
          used += y;
          total += y * line.intercept();
          magnitude += y * Math.abs(line.intercept());
          for (int j = 0; j < inputs; j++) {
            gain[j] += y * line.slope() * curves.get(i).weight(j);
          }
        }
      }
      total += Math.max((1 - used) * low[i], (1 - used) * high[i]);
      magnitude += (1 + used) * high[i];
    }
    double most = Arrays.stream(gain).max().orElse(0);
    double roundings = 4.0 * (multipliers.length + inputs + curves.size() + 8);
    return total + most + roundings * EPSILON * (magnitude + most);
  }
}
