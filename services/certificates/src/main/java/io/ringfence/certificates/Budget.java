package io.ringfence.certificates;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What one adversary may do anywhere in the graph: turn at most {@code additions} zeros into ones
 * and at most {@code deletions} ones into zeros.
 */
public record Budget(int additions, int deletions) implements AttackBudget {

  private static final Pattern PAIR = Pattern.compile("\\s*(\\d{1,6})\\s*,\\s*(\\d{1,6})\\s*");

  public Budget {
    if (additions < 0 || deletions < 0) {
      throw new IllegalArgumentException(
          "Budget is (%d additions, %d deletions); neither may be negative."
              .formatted(additions, deletions));
    }
  }

  /**
   * @param text {@code ADDITIONS,DELETIONS}, each at most 999,999
   * @throws IllegalArgumentException if it is not of that form
   */
  public static Budget parse(String text) {
    Matcher matcher = PAIR.matcher(text);
    if (!matcher.matches()) {
      throw new IllegalArgumentException(
          "Budget '%s' must be ADDITIONS,DELETIONS, for instance 0,3.".formatted(text));
    }
    return new Budget(Integer.parseInt(matcher.group(1)), Integer.parseInt(matcher.group(2)));
  }

  @Override
  public boolean covers(AttackBudget smaller) {
    return smaller instanceof Budget other
        && other.additions <= additions
        && other.deletions <= deletions;
  }
}
