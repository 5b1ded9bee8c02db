package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Lines that together bound from above how many targets a weighted spend can attack.
 *
 * <p>The number of distances η_n ≤ s is a step function of the spend s; its upper concave envelope
 * on [0, most] is the minimum of the lines through neighbouring vertices of the upper convex hull
 * of (0, F(0)) and the points (η_n, F(η_n)). Every line is lifted until it is above every point,
 * with outward rounding, so that its validity does not hang on the hull. O(n log n + n·vertices).
 */
public final class ConcaveEnvelope {

  /** attacked ≤ intercept + slope · spend. */
  public record Line(double intercept, double slope) {}

  private static final double EPSILON = Math.ulp(1.0);

  private ConcaveEnvelope() {}

  /**
   * @param distances η per target, not above the true ones; those below 0 count as 0
   * @param most largest spend that is possible
   */
  public static List<Line> of(double[] distances, double most) {
    double[] x =
        Arrays.stream(distances).map(d -> Math.max(0, d)).filter(d -> d <= most).sorted().toArray();
    List<Integer> hull = hull(x);
    List<Line> lines = new ArrayList<>();
    for (int i = 1; i < hull.size(); i++) {
      double rise = hull.get(i) - hull.get(i - 1);
      double run = at(x, hull.get(i)) - at(x, hull.get(i - 1));
      double slope = rise / run;
      if (Double.isFinite(slope)) {
        lines.add(new Line(intercept(x, slope), slope));
      }
    }
    lines.add(new Line(x.length, 0));
    return lines;
  }

  /** Counts at the vertices: point k is (k-th smallest distance, k), and 0 is the origin. */
  private static List<Integer> hull(double[] x) {
    List<Integer> hull = new ArrayList<>();
    hull.add(0);
    for (int k = 1; k <= x.length; k++) {
      while (hull.size() > 1 && !turnsRight(x, hull.get(hull.size() - 2), last(hull), k)) {
        hull.remove(hull.size() - 1);
      }
      if (at(x, k) > at(x, last(hull))) {
        hull.add(k);
      } else {
        hull.set(hull.size() - 1, k);
      }
    }
    return hull;
  }

  private static boolean turnsRight(double[] x, int a, int b, int c) {
    return (b - a) * (at(x, c) - at(x, b)) > (c - b) * (at(x, b) - at(x, a));
  }

  private static int last(List<Integer> hull) {
    return hull.get(hull.size() - 1);
  }

  private static double at(double[] x, int k) {
    return k == 0 ? 0 : x[k - 1];
  }

  private static double intercept(double[] x, double slope) {
    double intercept = 0;
    for (int k = 1; k <= x.length; k++) {
      double below = slope * at(x, k);
      intercept = Math.max(intercept, k - below + 4 * EPSILON * (k + below));
    }
    return intercept;
  }
}
