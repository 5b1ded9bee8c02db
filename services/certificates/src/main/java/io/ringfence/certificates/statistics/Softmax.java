package io.ringfence.certificates.statistics;

/** Scores from logits. */
public final class Softmax {

  private Softmax() {}

  /**
   * Replaces logits by {@code exp(z_y) / Σ_k exp(z_k)}. The highest logit is taken off first, so
   * that nothing overflows and the sum is at least 1; a relative error of some ulps. Uses {@link
   * StrictMath}: the same bits on every machine.
   *
   * @throws IllegalArgumentException if a logit is NaN or infinite
   */
  public static void apply(double[] logits) {
    double highest = Double.NEGATIVE_INFINITY;
    for (double z : logits) {
      if (!Double.isFinite(z)) {
        throw new IllegalArgumentException(
            "Score before softmax is %s; it must be finite. Check the weights of the model."
                .formatted(z));
      }
      highest = Math.max(highest, z);
    }
    double sum = 0;
    for (int y = 0; y < logits.length; y++) {
      double e = StrictMath.exp(logits[y] - highest);
      logits[y] = e;
      sum += e;
    }
    for (int y = 0; y < logits.length; y++) {
      logits[y] /= sum;
    }
  }
}
