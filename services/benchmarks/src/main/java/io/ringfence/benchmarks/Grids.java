package io.ringfence.benchmarks;

import io.ringfence.certificates.Budget;
import io.ringfence.certificates.SearchLimit;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Grids of budgets that start at (0, 0). */
final class Grids {

  /** Per budget: 2,500 of them stay within a minute. */
  static final SearchLimit LIMIT_OF_FIFTY = SearchLimit.ofTime(Duration.ofMillis(20));

  private Grids() {}

  static List<Budget> upTo(int most) {
    List<Budget> budgets = new ArrayList<>();
    for (int additions = 0; additions <= most; additions++) {
      for (int deletions = 0; deletions <= most; deletions++) {
        budgets.add(new Budget(additions, deletions));
      }
    }
    return budgets;
  }
}
