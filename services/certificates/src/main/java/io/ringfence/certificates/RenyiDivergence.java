package io.ringfence.certificates;

/**
 * The Rényi divergence D_r(Ber(p) ‖ Ber(q)) with outward rounding.
 *
 * <p>For r other than 1 and ∞ it is ln(p^r·q^(1-r) + (1-p)^r·(1-q)^(1-r))/(r-1), evaluated as a
 * logarithm of a sum of exponentials so that no power leaves the range of a double.
 *
 * <p><b>Error.</b> With ε = 2<sup>-52</sup>: an exponent r·ln p + (1-r)·ln q is off by at most
 * 3ε·(|r·ln p| + |(1-r)·ln q|), the logarithm of the sum by that and 4ε more, and the division
 * multiplies both by 1/|r-1|. The bounds add twice as much, and 4ε relative. p, q and their
 * complements must be exact, as they are for levels on the 2<sup>-32</sup> grid and for numbers in
 * [1/2, 1].
 */
record RenyiDivergence(double value, double error) {

  private static final double EPSILON = Math.ulp(1.0);
  private static final RenyiDivergence INFINITE = new RenyiDivergence(Double.POSITIVE_INFINITY, 0);

  static RenyiDivergence of(double order, double p, double q) {
    if (order == 1) {
      return kullbackLeibler(p, q);
    }
    return Double.isInfinite(order) ? largestRatio(p, q) : ofOrder(order, p, q);
  }

  /** Not below the divergence. */
  double upper() {
    return Double.isInfinite(value) ? value : Math.max(0, value) + error;
  }

  /** Not above the divergence, at least 0. */
  double lower() {
    return Double.isInfinite(value) ? value : Math.max(0, value - error);
  }

  private static RenyiDivergence kullbackLeibler(double p, double q) {
    double first = p == 0 ? 0 : p * (Math.log(p) - Math.log(q));
    double second = p == 1 ? 0 : (1 - p) * (Math.log(1 - p) - Math.log(1 - q));
    double size =
        (p == 0 ? 0 : p * (Math.abs(Math.log(p)) + Math.abs(Math.log(q))))
            + (p == 1 ? 0 : (1 - p) * (Math.abs(Math.log(1 - p)) + Math.abs(Math.log(1 - q))));
    return finite(first + second, 8 * EPSILON * (size + 1));
  }

  private static RenyiDivergence largestRatio(double p, double q) {
    double ratio = Math.max(p == 0 ? 0 : p / q, p == 1 ? 0 : (1 - p) / (1 - q));
    double value = Math.log(ratio);
    return finite(value, 8 * EPSILON * (Math.abs(value) + 1));
  }

  private static RenyiDivergence ofOrder(double r, double p, double q) {
    double first = exponent(r, p, q);
    double second = exponent(r, 1 - p, 1 - q);
    double largest = Math.max(first, second);
    if (Double.isInfinite(largest)) {
      return INFINITE; // for r > 1 where only q is 0, for r < 1 where the two laws are disjoint
    }
    double log = largest + Math.log(Math.exp(first - largest) + Math.exp(second - largest));
    double size = Math.max(size(r, p, q), size(r, 1 - p, 1 - q));
    double value = log / (r - 1);
    double error = 8 * EPSILON * (size + 2) / Math.abs(r - 1) + 4 * EPSILON * Math.abs(value);
    return finite(value, error);
  }

  /** r·ln p + (1-r)·ln q, where a term without mass counts as -∞. */
  private static double exponent(double r, double p, double q) {
    if (p == 0 || (q == 0 && r < 1)) {
      return Double.NEGATIVE_INFINITY;
    }
    return q == 0 ? Double.POSITIVE_INFINITY : r * Math.log(p) + (1 - r) * Math.log(q);
  }

  private static double size(double r, double p, double q) {
    double exponent = exponent(r, p, q);
    return Double.isInfinite(exponent)
        ? 0
        : Math.abs(r * Math.log(p)) + Math.abs((1 - r) * Math.log(q));
  }

  private static RenyiDivergence finite(double value, double error) {
    if (Double.isNaN(value)) {
      throw new ArithmeticException("A Rényi divergence came out as NaN.");
    }
    return Double.isInfinite(value) ? INFINITE : new RenyiDivergence(value, error);
  }
}
