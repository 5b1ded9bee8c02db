package io.ringfence.certificates;

/** What one adversary may do, anywhere in the graph. */
public sealed interface AttackBudget permits Budget, Distance {

  /**
   * Whether whoever may do this may also do {@code smaller}, so that a promise against this budget
   * holds against {@code smaller}. Budgets of different kinds cover nothing of each other.
   */
  boolean covers(AttackBudget smaller);
}
