package io.ringfence.certificates.real;

import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * The certified Euclidean radius of one node after a known move.
 *
 * <p>With weights w_j = 1/σ_j² and known norms r_j an adversary who moves by s_j costs Σ w_j(r_j +
 * s_j)², Σ s_j² ≤ ε². For any m in (0, 1/max w) and λ = 1/m
 *
 * <pre>
 *   w_j(r_j + s_j)² ≤ λ·s_j² + w_j·r_j²·λ/(λ - w_j),
 * </pre>
 *
 * as the right side less the left is a square; summed up, the cost stays below η as long as
 *
 * <pre>
 *   ε² &lt; m·η - Σ_j m·w_j·r_j² / (1 - m·w_j).
 * </pre>
 *
 * The right side is concave in m and its maximum over m is exact (one quadratic constraint, strong
 * duality). Golden section finds a good m; every m gives a sound radius, evaluated with outward
 * rounding. Without known moves in the worst region m may be 1/max w itself.
 */
final class GaussianRadius {

  private static final double EPSILON = RealCertificates.EPSILON;
  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;
  private static final int STEPS = 80;

  private GaussianRadius() {}

  /**
   * @param weights per input region, rounded up
   * @param moved with a cost below η
   * @return rounded down
   */
  static double of(double eta, double[] weights, RealDisplacement moved) {
    double worst = Arrays.stream(weights).max().orElseThrow();
    double end = 1 / worst * (1 - 2 * EPSILON);
    double square = squared(eta, weights, moved, end);
    if (anyMoved(moved) && Double.isFinite(eta)) {
      square = Math.max(square, largest(m -> squared(eta, weights, moved, m), end));
    }
    return square > 0 ? Math.sqrt(square) * (1 - 4 * EPSILON) : 0;
  }

  private static boolean anyMoved(RealDisplacement moved) {
    for (int j = 0; j < moved.regions(); j++) {
      if (moved.norm(j) > 0) {
        return true;
      }
    }
    return false;
  }

  /** ε² certified by one m, rounded down. */
  private static double squared(double eta, double[] weights, RealDisplacement moved, double m) {
    double gone = 0;
    for (int j = 0; j < weights.length; j++) {
      double r = moved.norm(j);
      if (r > 0) {
        double room = 1 - m * weights[j] - 2 * EPSILON;
        if (!(room > 0)) {
          return Double.NEGATIVE_INFINITY;
        }
        gone += m * weights[j] * r * r / room;
      }
    }
    double most = m * eta * (1 - 4 * EPSILON);
    return most - gone * (1 + 2.0 * (weights.length + 6) * EPSILON);
  }

  private static double largest(DoubleUnaryOperator concave, double end) {
    double low = 0;
    double high = end;
    double best = 0;
    for (int i = 0; i < STEPS; i++) {
      double left = high - GOLDEN * (high - low);
      double right = low + GOLDEN * (high - low);
      double atLeft = concave.applyAsDouble(left);
      double atRight = concave.applyAsDouble(right);
      best = Math.max(best, Math.max(atLeft, atRight));
      if (atLeft >= atRight) {
        high = right;
      } else {
        low = left;
      }
    }
    return best;
  }
}
