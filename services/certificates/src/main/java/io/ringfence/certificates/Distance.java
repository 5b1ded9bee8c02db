package io.ringfence.certificates;

/**
 * A distance between the attributes of two versions of the whole graph: Euclidean (ℓ2) under
 * Gaussian noise, a sum of absolute differences (ℓ1) under uniform noise. As a budget the adversary
 * may move up to and including it; as a radius it is certified up to and including it, rounded
 * down.
 *
 * @param value at least 0, finite or infinite
 */
public record Distance(double value) implements AttackBudget, CertifiedRadius {

  /** Of a node for which nothing is promised. */
  public static final Distance NONE = new Distance(0);

  public Distance {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "Distance is %s; it must not be negative.".formatted(value));
    }
  }

  @Override
  public boolean covers(AttackBudget smaller) {
    return smaller instanceof Distance other && other.value <= value;
  }
}
