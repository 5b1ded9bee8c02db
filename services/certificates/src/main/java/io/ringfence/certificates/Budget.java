package io.ringfence.certificates;

/**
 * What one adversary may do anywhere in the graph: turn at most {@code additions} zeros into ones
 * and at most {@code deletions} ones into zeros.
 */
public record Budget(int additions, int deletions) implements AttackBudget {

  public Budget {
    if (additions < 0 || deletions < 0) {
      throw new IllegalArgumentException(
          "Budget is (%d additions, %d deletions); neither may be negative."
              .formatted(additions, deletions));
    }
  }

  @Override
  public boolean covers(AttackBudget smaller) {
    return smaller instanceof Budget other
        && other.additions <= additions
        && other.deletions <= deletions;
  }
}
