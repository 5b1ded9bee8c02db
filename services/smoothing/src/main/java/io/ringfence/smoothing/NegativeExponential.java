package io.ringfence.smoothing;

/**
 * e^x for x that is not positive, with a relative error below 2e-11: {@code 2^n e^r} with {@code
 * |r| ≤ ln 2 / 2} and a Taylor polynomial of degree 9 for {@code e^r}. Only additions and
 * multiplications, so that every Java on every processor gives the same bits, which {@code
 * Math.exp} does not promise.
 */
final class NegativeExponential {

  /** Below this the result is 0, to which e^x rounds in any sum with a one. */
  private static final double LEAST = -700;

  private static final double LOG2_E = 1.4426950408889634;
  private static final double LN_2 = 0.6931471805599453;

  private NegativeExponential() {}

  static double of(double x) {
    if (x < LEAST) {
      return 0;
    }
    double n = Math.rint(x * LOG2_E);
    double r = x - n * LN_2;
    double sum = 1 + r / 9;
    sum = 1 + r * sum * (1.0 / 8);
    sum = 1 + r * sum * (1.0 / 7);
    sum = 1 + r * sum * (1.0 / 6);
    sum = 1 + r * sum * (1.0 / 5);
    sum = 1 + r * sum * (1.0 / 4);
    sum = 1 + r * sum * (1.0 / 3);
    sum = 1 + r * sum * (1.0 / 2);
    sum = 1 + r * sum;
    return sum * Double.longBitsToDouble((long) n + 1023 << 52);
  }
}
