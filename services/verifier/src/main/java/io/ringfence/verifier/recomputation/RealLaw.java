package io.ringfence.verifier.recomputation;

/** Law of the noise on real-valued attributes. */
public enum RealLaw {
  /** Normal; the scale is the standard deviation, distances are Euclidean. */
  GAUSSIAN(-1),
  /** Uniform on an interval; the scale is its half width, distances are sums. */
  UNIFORM(-2);

  private final int mark;

  RealLaw(int mark) {
    this.mark = mark;
  }

  /** What a fingerprint begins with. */
  int mark() {
    return mark;
  }

  /** What a scale or a distance counts for: its square under normal noise. */
  double power(double x) {
    return this == GAUSSIAN ? x * x : x;
  }
}
