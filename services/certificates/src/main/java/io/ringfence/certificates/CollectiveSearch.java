package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.List;

/**
 * The most targets that one allocation of a budget can attack, by branch and bound over the integer
 * counts per column.
 *
 * <pre>   max over (a, b) of  Σ_c #{ n in c : q_n ≤ q*_c(a, b) } </pre>
 *
 * <p><b>Bound.</b> With the first columns decided, {@link SplitTable} bounds what any split of the
 * rest does, and says the same of every choice in the next column; with at most two columns open it
 * is exact.
 *
 * <p><b>Order.</b> Best bound first, deeper nodes first among equals. The split that attains the
 * bound of a node is tried as an attack. The optimum is proven when no open node exceeds the best
 * attack. If the search is stopped, the result is the largest bound of what is open, never the
 * incumbent alone.
 *
 * <p>Rounding: thresholds are rounded up one by one and need not be monotone in the last digit; a
 * bound is nevertheless above the <i>true</i> count of every allocation below its node, and a
 * complete allocation's count is above its true count, hence so is the result. Not thread-safe.
 */
final class CollectiveSearch {

  /**
   * @param attacked proven upper bound on the number attacked
   * @param finished whether it was attained by an allocation
   * @param nodes splits evaluated
   * @param attack the best allocation found
   */
  record Outcome(int attacked, boolean finished, long nodes, Attack attack) {}

  private record Open(CollectiveNode node, int bound) {}

  private final AttackEffect effect;
  private final AttackColumns columns;
  private final Budget budget;
  private final AdversaryLimits limits;
  private final boolean limited;
  private final AttackImprover improver;
  private final int[] zerosFrom;
  private final int[] onesFrom;
  private final List<List<Open>> openByBound = new ArrayList<>();
  private long nodes;

  CollectiveSearch(
      VoteCertificates votes, CollectiveTargets targets, Budget budget, AdversaryLimits limits) {
    this.budget = limits.within(budget);
    this.limits = limits;
    limited = limits.limitsNodes();
    effect =
        new AttackEffect(
            votes, targets, AttackColumns.of(votes.schedule(), targets, this.budget, limits));
    columns = effect.columns();
    improver = new AttackImprover(effect, limits.attackedNodes(), limited);
    zerosFrom = new int[columns.size() + 1];
    onesFrom = new int[columns.size() + 1];
    for (int i = columns.size() - 1; i >= 0; i--) {
      zerosFrom[i] = sum(zerosFrom[i + 1], columns.get(i).zeros(), budget.additions());
      onesFrom[i] = sum(onesFrom[i + 1], columns.get(i).ones(), budget.deletions());
    }
  }

  /**
   * @param ceiling a proven upper bound: finding an attack that reaches it ends the search
   * @param known attacks of smaller budgets, to start from
   */
  Outcome run(SearchLimit limit, int ceiling, List<Attack> known) {
    Stop stop = new Stop(limit);
    if (columns.size() == 0) {
      return new Outcome(effect.attacked(new int[0], new int[0]), true, 1, Attack.NOTHING);
    }
    known.forEach(attack -> improver.tryWithin(attack, budget));
    for (Budget root : roots()) {
      push(new Open(CollectiveNode.open(root, nodesToAttack()), ceiling));
    }
    for (int bound = openByBound.size() - 1; bound > improver.best(); bound--) {
      List<Open> open = openByBound.get(bound);
      while (!open.isEmpty() && bound > improver.best()) {
        if (stop.reached()) {
          return new Outcome(bound, false, nodes, improver.attack());
        }
        expand(open.remove(open.size() - 1));
      }
    }
    return new Outcome(improver.best(), true, nodes, improver.attack());
  }

  private int nodesToAttack() {
    return limited ? Math.min(limits.attackedNodes(), Integer.MAX_VALUE - 1) : Integer.MAX_VALUE;
  }

  /** The whole budget, or all maximal parts of it that m·r bits can spend. */
  private List<Budget> roots() {
    List<Budget> roots = new ArrayList<>();
    int spare = Math.max(0, limits.bits() - budget.deletions());
    for (int a = Math.min(budget.additions(), spare); a <= budget.additions(); a++) {
      roots.add(new Budget(a, Math.min(budget.deletions(), limits.bits() - a)));
    }
    return roots;
  }

  private void expand(Open open) {
    CollectiveNode node = open.node;
    int depth = node.depth();
    Budget rest =
        new Budget(
            Math.min(node.left().additions(), zerosFrom[depth]),
            Math.min(node.left().deletions(), onesFrom[depth]));
    if (depth == columns.size() - 1) {
      complete(node, rest);
      return;
    }
    SplitTable table = new SplitTable(effect, node, rest, limited);
    table.solve();
    nodes += table.states();
    if (table.bound() <= improver.best()) {
      return;
    }
    if (table.exact()) {
      improver.accept(table.split(), table.bound());
      return;
    }
    improver.consider(table.split());
    branch(open, rest, table);
  }

  private void branch(Open open, Budget rest, SplitTable table) {
    AttackColumns.Column next = columns.get(open.node.depth());
    for (int a = 0; a <= Math.min(rest.additions(), next.zeros()); a++) {
      for (int d = 0; d <= Math.min(rest.deletions(), next.ones()); d++) {
        int bound = Math.min(open.bound, table.bound(a, d));
        if (bound > improver.best() && open.node.affords(next, a, d)) {
          push(new Open(open.node.next(a, d, open.node.need(next, a, d)), bound));
        }
      }
    }
  }

  /** One open column: as much as fits, in every maximal way. */
  private void complete(CollectiveNode node, Budget rest) {
    AttackColumns.Column last = columns.get(node.depth());
    int before = -1;
    for (int a = rest.additions(); a >= 0; a--) {
      int d = rest.deletions();
      while (d >= 0 && !node.affords(last, a, d)) {
        d--;
      }
      if (d > before) {
        nodes++;
        CollectiveNode leaf = node.next(a, d, 0);
        improver.accept(leaf, effect.attacked(leaf.additions(), leaf.deletions()));
        before = d;
      }
      if (d == rest.deletions()) {
        return;
      }
    }
  }

  private void push(Open open) {
    while (openByBound.size() <= open.bound) {
      openByBound.add(new ArrayList<>());
    }
    openByBound.get(open.bound).add(open);
  }

  private static int sum(int x, int y, int cap) {
    return (int) Math.min((long) x + y, cap);
  }

  private final class Stop {
    private final SearchLimit limit;
    private final long start = System.nanoTime();
    private final long nanos;

    Stop(SearchLimit limit) {
      this.limit = limit;
      nanos = limit.nanos();
    }

    /** The first bound is always computed unless no node at all is allowed. */
    boolean reached() {
      return nodes >= limit.nodes()
          || (nodes > 0 && nanos != Long.MAX_VALUE && System.nanoTime() - start >= nanos);
    }
  }
}
