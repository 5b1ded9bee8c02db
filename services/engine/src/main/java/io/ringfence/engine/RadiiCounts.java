package io.ringfence.engine;

import io.ringfence.certificates.AttackBudget;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.Radii;
import java.util.Arrays;
import java.util.OptionalInt;

/** How many certificates have which radii. */
final class RadiiCounts {

  private int[] byAdditions = new int[16];
  private int[] byDeletions = new int[16];

  void add(Radii radii) {
    byAdditions = count(byAdditions, radii.additions(), 1);
    byDeletions = count(byDeletions, radii.deletions(), 1);
  }

  void remove(Radii radii) {
    byAdditions = count(byAdditions, radii.additions(), -1);
    byDeletions = count(byDeletions, radii.deletions(), -1);
  }

  private static int[] count(int[] counts, int radius, int by) {
    int[] result =
        radius < counts.length ? counts : Arrays.copyOf(counts, Math.max(radius + 1, 2 * radius));
    result[radius] += by;
    return result;
  }

  /**
   * The naive certificate of a budget of one kind: how many nodes withstand it, each judged as if
   * all of it were spent on that node. Empty for other budgets, of which radii say nothing.
   */
  OptionalInt withstanding(AttackBudget budget) {
    if (!(budget instanceof Budget bits) || (bits.additions() > 0 && bits.deletions() > 0)) {
      return OptionalInt.empty();
    }
    return OptionalInt.of(
        bits.deletions() == 0
            ? from(byAdditions, bits.additions())
            : from(byDeletions, bits.deletions()));
  }

  private static int from(int[] counts, int radius) {
    int sum = 0;
    for (int r = radius; r < counts.length; r++) {
      sum += counts[r];
    }
    return sum;
  }
}
