package io.ringfence.certificates;

import java.util.Arrays;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Collective certificates for votes under one schedule: how many predictions keep their class
 * against one adversary.
 *
 * <p>The exact search runs first. If the limit stops it, the concave-envelope relaxation is solved
 * here and, if there is one, by a solver, and the best proven bound is published with the name of
 * its proof. The naive certificate is always computed beside it, and never beats what is published.
 * Thread-safe if the solver is.
 */
public final class CollectiveCertifier {

  private final VoteCertificates votes;
  private final LinearCertificates linear;
  private final Optional<LinearCollectiveSolver> solver;

  /** Without a solver. */
  public CollectiveCertifier(VoteCertificates votes) {
    this(votes, null);
  }

  /**
   * @param solver proposes multipliers where the exact search does not finish
   */
  public CollectiveCertifier(VoteCertificates votes, @Nullable LinearCollectiveSolver solver) {
    this.votes = votes;
    this.solver = Optional.ofNullable(solver);
    linear = votes.linear();
  }

  /**
   * One certificate per budget, in the order of the budgets. Smaller budgets are answered first:
   * their attacks are where the search for larger ones starts, and where one attack beats every
   * target nothing larger has to be searched. A bound for a larger budget serves a smaller one
   * where that is better.
   *
   * @param targets in the regions of the schedule
   * @param limit of the exact search, per budget
   */
  public List<CollectiveCertificate> certify(
      CollectiveTargets targets, List<Budget> budgets, SearchLimit limit) {
    return certify(targets, budgets, AdversaryLimits.NONE, limit);
  }

  /**
   * The same for an adversary with further limits.
   *
   * @param adversary what it may not do
   */
  public List<CollectiveCertificate> certify(
      CollectiveTargets targets,
      List<Budget> budgets,
      AdversaryLimits adversary,
      SearchLimit limit) {
    requireRegions(targets);
    Map<Budget, Proven> proven = new HashMap<>();
    budgets.stream()
        .distinct()
        .sorted(Comparator.comparingLong(b -> (long) b.additions() + b.deletions()))
        .forEach(b -> proven.put(b, prove(targets, b, adversary, limit, proven)));
    return budgets.stream()
        .map(b -> Objects.requireNonNull(proven.get(b)))
        .map(p -> p.exact() ? p : p.improvedBy(proven.values()))
        .map(p -> p.certificate(targets))
        .toList();
  }

  /**
   * @param targets in the regions of the schedule
   * @param limit of the exact search
   */
  public CollectiveCertificate certify(
      CollectiveTargets targets, Budget budget, SearchLimit limit) {
    return certify(targets, List.of(budget), limit).get(0);
  }

  private Proven prove(
      CollectiveTargets targets,
      Budget budget,
      AdversaryLimits adversary,
      SearchLimit limit,
      Map<Budget, Proven> smaller) {
    int promised = targets.size() - targets.abstaining();
    List<Proven> neighbours =
        Stream.of(
                new Budget(Math.max(0, budget.additions() - 1), budget.deletions()),
                new Budget(budget.additions(), Math.max(0, budget.deletions() - 1)))
            .flatMap(b -> Stream.ofNullable(smaller.get(b)))
            .toList();
    for (Proven neighbour : neighbours) {
      if (neighbour.exact() && neighbour.bound == promised) {
        return new Proven(budget, promised, CollectiveMethod.EXACT, promised, 0, neighbour.attack);
      }
    }
    double[] flat = EnvelopeProblem.naive(targets, votes, adversary.within(budget));
    int naive = (int) Arrays.stream(flat).sum();
    CollectiveSearch.Outcome search =
        new CollectiveSearch(votes, targets, budget, adversary)
            .run(limit, naive, neighbours.stream().map(Proven::attack).toList());
    Proven best =
        new Proven(budget, naive, CollectiveMethod.NAIVE, naive, search.nodes(), search.attack());
    if (search.finished()) {
      return best.with(CollectiveMethod.EXACT, Math.min(naive, search.attacked()));
    }
    best = best.orBetter(CollectiveMethod.EXACT_BOUND, search.attacked());
    EnvelopeProblem problem = EnvelopeProblem.of(targets, linear, flat, budget, adversary);
    best = best.orBetter(CollectiveMethod.ENVELOPE, MirrorAscent.bound(problem));
    if (solver.isPresent()) {
      double bound = problem.bound(solver.get().multipliers(problem));
      best = best.orBetter(CollectiveMethod.ENVELOPE_SOLVER, bound);
    }
    return best;
  }

  private void requireRegions(CollectiveTargets targets) {
    if (targets.regions() != votes.schedule().regions()) {
      throw new IllegalArgumentException(
          "Targets lie in %d regions; the noise schedule has %d."
              .formatted(targets.regions(), votes.schedule().regions()));
    }
  }

  /** The best proven bound so far, and the best attack met. */
  private record Proven(
      Budget budget, int naive, CollectiveMethod method, double bound, long nodes, Attack attack) {

    boolean exact() {
      return method == CollectiveMethod.EXACT;
    }

    Proven with(CollectiveMethod otherMethod, double otherBound) {
      return new Proven(budget, naive, otherMethod, otherBound, nodes, attack);
    }

    /** Keeps what it has unless the other bound proves one more prediction. */
    Proven orBetter(CollectiveMethod otherMethod, double otherBound) {
      return Math.floor(otherBound) < Math.floor(bound) ? with(otherMethod, otherBound) : this;
    }

    /** What holds for a larger budget holds for this one. */
    Proven improvedBy(Collection<Proven> others) {
      return others.stream()
          .filter(o -> o.budget.covers(budget))
          .min(Comparator.comparingDouble(Proven::bound))
          .map(o -> orBetter(o.methodForSmaller(), o.bound))
          .orElse(this);
    }

    /** The optimum of a larger budget is only a bound for a smaller one. */
    private CollectiveMethod methodForSmaller() {
      return method == CollectiveMethod.EXACT ? CollectiveMethod.EXACT_BOUND : method;
    }

    CollectiveCertificate certificate(CollectiveTargets targets) {
      int promised = targets.size() - targets.abstaining();
      return new CollectiveCertificate(
          budget,
          targets.size(),
          targets.abstaining(),
          promised - (int) Math.floor(bound),
          promised - naive,
          method,
          bound,
          nodes);
    }
  }
}
