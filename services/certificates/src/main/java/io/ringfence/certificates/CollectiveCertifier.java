package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
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
    linear = new LinearCertificates(votes.schedule());
  }

  /**
   * One certificate per budget, in the order of the budgets. Thresholds are shared, and a bound for
   * a larger budget serves a smaller one where that is better.
   *
   * @param targets in the regions of the schedule
   * @param limit of the exact search, per budget
   */
  public List<CollectiveCertificate> certify(
      CollectiveTargets targets, List<Budget> budgets, SearchLimit limit) {
    List<Proven> proven = new ArrayList<>();
    for (Budget budget : budgets) {
      proven.add(prove(targets, budget, limit));
    }
    return proven.stream().map(p -> p.improvedBy(proven).certificate(targets)).toList();
  }

  /**
   * @param targets in the regions of the schedule
   * @param limit of the exact search
   */
  public CollectiveCertificate certify(
      CollectiveTargets targets, Budget budget, SearchLimit limit) {
    return prove(targets, budget, limit).certificate(targets);
  }

  private Proven prove(CollectiveTargets targets, Budget budget, SearchLimit limit) {
    requireRegions(targets);
    double[] flat = EnvelopeProblem.naive(targets, votes, budget);
    int naive = (int) Arrays.stream(flat).sum();
    CollectiveSearch.Outcome search = new CollectiveSearch(votes, targets, budget).run(limit);
    Proven best = new Proven(budget, naive, CollectiveMethod.NAIVE, naive, search.nodes());
    if (search.finished()) {
      return best.with(CollectiveMethod.EXACT, Math.min(naive, search.attacked()));
    }
    best = best.orBetter(CollectiveMethod.EXACT_BOUND, search.attacked());
    EnvelopeProblem problem = EnvelopeProblem.of(targets, linear, flat, budget);
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

  /** The best proven bound so far. */
  private record Proven(
      Budget budget, int naive, CollectiveMethod method, double bound, long nodes) {

    Proven with(CollectiveMethod otherMethod, double otherBound) {
      return new Proven(budget, naive, otherMethod, otherBound, nodes);
    }

    /** Keeps what it has unless the other bound proves one more prediction. */
    Proven orBetter(CollectiveMethod otherMethod, double otherBound) {
      return Math.floor(otherBound) < Math.floor(bound) ? with(otherMethod, otherBound) : this;
    }

    /** What holds for a larger budget holds for this one. */
    Proven improvedBy(List<Proven> others) {
      return others.stream()
          .filter(o -> o.budget.additions() >= budget.additions())
          .filter(o -> o.budget.deletions() >= budget.deletions())
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
