package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The most targets that one allocation of a budget can attack, by branch and bound over the integer
 * counts per column.
 *
 * <pre>   max over (a, b) of  Σ_c #{ n in c : q_n ≤ q*_c(a, b) } </pre>
 *
 * <p><b>Bound.</b> With the first columns decided, a row's threshold is at most the one with all
 * that is left spent at a level that dominates those of the open columns (see {@link
 * BinaryChannel}); with at most one column open this is the exact value. Each row may place the
 * rest as it likes, so at the root the bound is the naive certificate.
 *
 * <p><b>Order.</b> Best bound first, deeper nodes first among equals. The optimum is proven when no
 * open node exceeds the best complete allocation. If the search is stopped, the result is the
 * largest bound of what is open, never the incumbent alone.
 *
 * <p>Rounding: thresholds are rounded up one by one and need not be monotone in the last digit; a
 * bound is nevertheless above the <i>true</i> count of every allocation below its node, and a
 * complete allocation's count is above its true count, hence so is the result. Not thread-safe.
 */
final class CollectiveSearch {

  /**
   * @param attacked proven upper bound on the number attacked
   * @param finished whether it was attained by an allocation
   * @param nodes allocations evaluated
   */
  record Outcome(int attacked, boolean finished, long nodes) {}

  private record Open(Allocation allocation, int[] attacked, int bound) {}

  private final VoteCertificates votes;
  private final List<TargetGroup> groups;
  private final Budget budget;
  private final AttackColumns columns;
  private final int[][] above;
  private final long[][] spent;
  private final int[] zerosFrom;
  private final int[] onesFrom;
  private final long[] scratch;
  private final List<List<Open>> openByBound = new ArrayList<>();

  private int incumbent;
  private long nodes;

  CollectiveSearch(VoteCertificates votes, CollectiveTargets targets, Budget budget) {
    this.votes = votes;
    this.budget = budget;
    groups = targets.groups();
    List<Integer> rows = groups.stream().map(TargetGroup::region).distinct().toList();
    int regions = votes.schedule().regions();
    scratch = new long[2 * regions + 2];
    spent = new long[groups.size()][];
    for (int g = 0; g < spent.length; g++) {
      int size = votes.collect(groups.get(g).region(), groups.get(g).spent(), scratch);
      spent[g] = Arrays.copyOf(scratch, size);
    }
    columns =
        AttackColumns.of(votes.schedule(), rows, targets, budget).ordered(this::harmOfWholeBudget);
    above = above(rows);
    zerosFrom = new int[columns.size() + 1];
    onesFrom = new int[columns.size() + 1];
    for (int i = columns.size() - 1; i >= 0; i--) {
      zerosFrom[i] = sum(zerosFrom[i + 1], columns.get(i).zeros(), budget.additions());
      onesFrom[i] = sum(onesFrom[i + 1], columns.get(i).ones(), budget.deletions());
    }
  }

  Outcome run(SearchLimit limit) {
    Stop stop = new Stop(limit);
    consider(Allocation.open(budget), null);
    tryWholeBudgets();
    for (int bound = openByBound.size() - 1; bound > incumbent; bound--) {
      List<Open> open = openByBound.get(bound);
      while (!open.isEmpty()) {
        if (!expand(open.remove(open.size() - 1), stop)) {
          return new Outcome(bound, false, nodes);
        }
      }
    }
    return new Outcome(incumbent, true, nodes);
  }

  /** Evaluates all children; false if the limit came first. */
  private boolean expand(Open node, Stop stop) {
    Allocation allocation = node.allocation;
    int at = allocation.depth();
    int mostAdditions = Math.min(allocation.left().additions(), columns.get(at).zeros());
    int mostDeletions = Math.min(allocation.left().deletions(), columns.get(at).ones());
    for (int a = 0; a <= mostAdditions; a++) {
      for (int d = 0; d <= mostDeletions; d++) {
        if (stop.reached()) {
          return false;
        }
        consider(allocation.next(a, d), node);
      }
    }
    return true;
  }

  /** Bounds one allocation, and keeps it as incumbent or open node if it is worth that. */
  private void consider(Allocation allocation, @Nullable Open parent) {
    nodes++;
    int[] attacked = new int[groups.size()];
    int rest = parent == null ? Integer.MAX_VALUE / 2 : parent.bound;
    int bound = 0;
    for (int g = 0; g < attacked.length; g++) {
      int most = parent == null ? groups.get(g).size() : parent.attacked[g];
      attacked[g] = Math.min(most, attacked(g, allocation));
      bound += attacked[g];
      rest -= most;
      if (parent != null && bound + rest <= incumbent) {
        return;
      }
    }
    if (complete(allocation)) {
      incumbent = Math.max(incumbent, bound);
    } else if (bound > incumbent) {
      while (openByBound.size() <= bound) {
        openByBound.add(new ArrayList<>());
      }
      openByBound.get(bound).add(new Open(allocation, attacked, bound));
    }
  }

  private boolean complete(Allocation allocation) {
    int at = allocation.depth();
    return at >= columns.size() - 1
        || (Math.min(allocation.left().additions(), zerosFrom[at]) == 0
            && Math.min(allocation.left().deletions(), onesFrom[at]) == 0);
  }

  private int attacked(int group, Allocation allocation) {
    int row = groups.get(group).region();
    int size = spent[group].length;
    System.arraycopy(spent[group], 0, scratch, 0, size);
    int depth = allocation.depth();
    for (int i = 0; i < depth; i++) {
      size =
          append(
              size,
              votes.channel(row, columns.get(i).region()),
              allocation.additions(i),
              allocation.deletions(i));
    }
    size =
        append(
            size,
            above[row][depth],
            Math.min(allocation.left().additions(), zerosFrom[depth]),
            Math.min(allocation.left().deletions(), onesFrom[depth]));
    return groups.get(group).attacked(votes.thresholdOf(scratch, size));
  }

  private static int sum(int x, int y, int cap) {
    return (int) Math.min((long) x + y, cap);
  }

  private int append(int size, int channel, int additions, int deletions) {
    if (channel < 0 || (additions == 0 && deletions == 0)) {
      return size;
    }
    scratch[size] = ChannelCounts.entry(channel, additions, deletions);
    return size + 1;
  }

  /** A first incumbent: all additions in one column, all deletions in one. */
  private void tryWholeBudgets() {
    for (int i = 0; i < columns.size(); i++) {
      for (int k = 0; k < columns.size(); k++) {
        Allocation allocation = Allocation.open(budget);
        for (int at = 0; at < columns.size(); at++) {
          allocation =
              allocation.next(
                  at == i ? columns.get(at).zeros() : 0, at == k ? columns.get(at).ones() : 0);
        }
        int total = 0;
        for (int g = 0; g < groups.size(); g++) {
          total += attacked(g, allocation);
        }
        incumbent = Math.max(incumbent, total);
      }
    }
  }

  private int harmOfWholeBudget(AttackColumns.Column column) {
    int total = 0;
    for (int g = 0; g < groups.size(); g++) {
      int size = spent[g].length;
      System.arraycopy(spent[g], 0, scratch, 0, size);
      int channel = votes.channel(groups.get(g).region(), column.region());
      size = append(size, channel, column.zeros(), column.ones());
      total += groups.get(g).attacked(votes.thresholdOf(scratch, size));
    }
    return total;
  }

  /** Per row and depth, the level above the columns from that depth on. */
  private int[][] above(List<Integer> rows) {
    int[][] levels = new int[votes.schedule().regions()][];
    for (int row : rows) {
      levels[row] = new int[columns.size() + 1];
      boolean[] open = new boolean[votes.schedule().regions()];
      levels[row][columns.size()] = -1;
      for (int i = columns.size() - 1; i >= 0; i--) {
        open[columns.get(i).region()] = true;
        levels[row][i] = votes.above(row, open);
      }
    }
    return levels;
  }

  private final class Stop {
    private final SearchLimit limit;
    private final long start = System.nanoTime();
    private final long nanos;

    Stop(SearchLimit limit) {
      this.limit = limit;
      nanos = limit.nanos();
    }

    boolean reached() {
      return nodes >= limit.nodes()
          || (nanos != Long.MAX_VALUE && System.nanoTime() - start >= nanos);
    }
  }
}
