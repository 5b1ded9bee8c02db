package io.ringfence.certificates;

import java.util.function.IntPredicate;

/** The largest radius at which a monotone promise holds. */
final class Radius {

  private Radius() {}

  /**
   * Doubling, then bisection: O(log radius) evaluations.
   *
   * @param cap at least 0
   * @param robust holds at 0 and never again after it first fails
   */
  static int largest(int cap, IntPredicate robust) {
    if (cap < 0) {
      throw new IllegalArgumentException(
          "Radius cap is %d; it must not be negative.".formatted(cap));
    }
    int holds = 0;
    int fails = 1;
    while (fails <= cap && robust.test(fails)) {
      holds = fails;
      fails = fails > cap / 2 ? cap + 1 : 2 * fails;
      if (fails == cap + 1 && holds < cap && robust.test(cap)) {
        return cap;
      }
    }
    fails = Math.min(fails, cap + 1);
    while (fails - holds > 1) {
      int middle = holds + (fails - holds) / 2;
      if (robust.test(middle)) {
        holds = middle;
      } else {
        fails = middle;
      }
    }
    return holds;
  }
}
