package io.ringfence.certificates;

/**
 * Upper bounds on rivals rounded up to a few values, so that targets of one region share
 * thresholds: the powers of 4/5 times one half, down to some 0.004. From one half on a bound is
 * worth nothing.
 */
final class RivalGrid {

  private static final double RATIO = 0.8;
  private static final double LOWEST = 0.004;

  private RivalGrid() {}

  /**
   * The least value of the grid that is not below {@code rival}.
   *
   * @param rival in [0, 1]
   */
  static double up(double rival) {
    double value = 0.5;
    while (value > LOWEST && value * RATIO >= rival) {
      value *= RATIO;
    }
    return value;
  }
}
