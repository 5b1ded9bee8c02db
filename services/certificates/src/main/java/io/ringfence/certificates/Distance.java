package io.ringfence.certificates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A distance between the attributes of two versions of the whole graph: Euclidean (ℓ2) under
 * Gaussian noise, a sum of absolute differences (ℓ1) under uniform noise. As a budget the adversary
 * may move up to and including it; as a radius it is certified up to and including it, rounded
 * down.
 *
 * @param value at least 0, finite or infinite
 */
public record Distance(double value) implements AttackBudget, CertifiedRadius {

  private static final Pattern NUMBER = Pattern.compile("\\s*(\\d{1,9}(?:\\.\\d{1,15})?)\\s*");

  /** Of a node for which nothing is promised. */
  public static final Distance NONE = new Distance(0);

  public Distance {
    if (!(value >= 0)) {
      throw new IllegalArgumentException(
          "Distance is %s; it must not be negative.".formatted(value));
    }
  }

  /**
   * @param text a decimal number that is finite and not negative
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Distance parse(String text) {
    Matcher matcher = NUMBER.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Distance '%s' must be a number of at least 0, for instance 0.5.".formatted(text));
    }
    return new Distance(Double.parseDouble(matcher.group(1)));
  }

  @Override
  public boolean covers(AttackBudget smaller) {
    return smaller instanceof Distance other && other.value <= value;
  }
}
