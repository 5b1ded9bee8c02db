package io.ringfence.certificates;

/**
 * One member of the family of linear certificates: a Rényi divergence of some order, in one
 * direction between the graph X and a perturbed graph X'.
 *
 * <pre>
 *   forward:  robust if  Σ_j a_j·D_r(add_j) + b_j·D_r(del_j)  &lt;  D_r(Ber(1/2) ‖ Ber(q))
 *   reverse:  robust if  the same with every pair swapped      &lt;  D_r(Ber(q) ‖ Ber(1/2))
 * </pre>
 *
 * <p>Why: a vote is a randomised test, so its divergence between X' and X is at most that of the
 * noisy graphs (data processing, valid for every order r in (0, ∞]), which is the sum over changed
 * bits. If the prediction broke, the vote would have mean at most 1/2 at X' and at least q at X,
 * and its divergence would be at least the right-hand side.
 *
 * @param order r in (0, ∞]; 1 is Kullback-Leibler, ∞ the logarithm of the largest likelihood ratio
 * @param direction which graph comes first
 */
public record LinearRow(double order, Direction direction) {

  /**
   * The row of the localized-smoothing paper for votes: η = -ln(4q(1-q)), weights ln E[L²] per bit.
   * With σ² = q(1-q) its formula ln(1 + (q - 1/2)²/σ²) is the divergence of order 2.
   */
  public static final LinearRow VARIANCE = new LinearRow(2, Direction.FORWARD);

  /** Which of the two laws is the first argument of the divergence. */
  public enum Direction {
    /** D(X' ‖ X). */
    FORWARD,
    /** D(X ‖ X'). */
    REVERSE
  }

  public LinearRow {
    if (!(order > 0)) {
      throw new IllegalArgumentException(
          "Rényi order is %s; it must lie in (0, ∞].".formatted(order));
    }
  }
}
