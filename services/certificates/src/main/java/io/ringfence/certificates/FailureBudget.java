package io.ringfence.certificates;

/**
 * Probability α that anything promised may be false, and how it is shared out.
 *
 * <p>By the union bound, if each of N nodes may fail with probability α/N, then "all certificates
 * of this graph version hold" fails with probability at most α. Over time the k-th certification of
 * a node may fail with probability 6·level/(π²k²); these add up to {@code level} over all k, so
 * that everything ever published holds together, whatever decided when to certify again, as long as
 * each certification draws fresh noise. All shares are rounded down.
 *
 * @param alpha in (0, 1)
 */
public record FailureBudget(double alpha) {

  private static final double SIX_OVER_PI_SQUARED = 6 / (Math.PI * Math.PI);

  public FailureBudget {
    if (!(alpha > 0 && alpha < 1)) {
      throw new IllegalArgumentException(
          "Failure budget 'alpha' is %s; it must lie in (0, 1), for example 0.01."
              .formatted(alpha));
    }
  }

  /**
   * The share of one node when the promise covers {@code nodes} nodes together.
   *
   * @param nodes at least 1
   */
  public double perNode(long nodes) {
    if (nodes < 1) {
      throw new IllegalArgumentException(
          "A joint promise covers %d nodes; it must cover at least one.".formatted(nodes));
    }
    return nodes == 1 ? alpha : Math.nextDown(alpha / nodes);
  }

  /**
   * The share of the {@code ordinal}-th certification: 6·level/(π²·ordinal²), rounded down.
   *
   * @param level what all certifications of this node together may use, in (0, 1)
   * @param ordinal 1 for the first
   */
  public static double overTime(double level, long ordinal) {
    if (ordinal < 1) {
      throw new IllegalArgumentException(
          "Certification ordinal is %d; the first certification is number 1.".formatted(ordinal));
    }
    double share = SIX_OVER_PI_SQUARED * level / ordinal / ordinal;
    return share * (1 - 8 * Math.ulp(1.0));
  }
}
