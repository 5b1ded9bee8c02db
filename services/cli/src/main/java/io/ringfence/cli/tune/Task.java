package io.ringfence.cli.tune;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Classifier;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.SearchLimit;
import java.util.List;
import java.util.stream.Collectors;

/**
 * What all trials have in common.
 *
 * @param targets nodes to certify; α is shared among them
 * @param budgets at which certificates are wanted
 * @param limit of the collective search, per budget
 */
record Task(
    List<Integer> targets,
    List<AttackBudget> budgets,
    Classifier classifier,
    SearchLimit limit,
    double alpha,
    long seed) {
  Task {
    targets = List.copyOf(targets);
    budgets = List.copyOf(budgets);
  }

  /** As options and configurations write them. */
  String budgetText() {
    return budgets.stream().map(Task::text).collect(Collectors.joining(";"));
  }

  static String text(AttackBudget budget) {
    if (budget instanceof Budget bits) {
      return bits.additions() + "," + bits.deletions();
    }
    return Double.toString(((Distance) budget).value());
  }
}
