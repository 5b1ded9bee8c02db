package io.ringfence.certificates.real;

import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveMethod;
import io.ringfence.certificates.Distance;
import io.ringfence.certificates.SearchLimit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/**
 * Collective certificates for distances: how many predictions keep their class against one
 * adversary who shares out one distance over the regions.
 *
 * <pre>
 *   max #{n : η_n ≤ Σ_j w_cj·x_j}   s.t.   Σ_j x_j ≤ E,  x ≥ 0      c the region of n
 *   Gaussian: x_j = ‖δ_j‖₂², E = ε², w = 1/σ²      uniform: x_j = ‖δ_j‖₁, E = ε, w = 1/λ
 * </pre>
 *
 * <p>Targets that withstand the whole distance by themselves are left out: the naive certificate.
 * The others go through an exact search over real-valued splits ({@link DistanceSearch}), whose
 * first bound is the concave-envelope relaxation, made sound by weak duality ({@link Relaxation}).
 * If the limit stops the search, the largest bound of what was open is published; the method names
 * the proof. Never below naive. Thread-safe.
 */
public final class RealCollectiveCertifier {

  /**
   * One certificate per budget, in the order of the budgets; a bound for a larger budget serves a
   * smaller one where that is better.
   *
   * @param limit of the exact search, per budget
   */
  public List<CollectiveCertificate> certify(
      RealTargets targets, List<Distance> budgets, SearchLimit limit) {
    List<Proven> proven = budgets.stream().map(b -> prove(targets, b, limit)).toList();
    return proven.stream().map(p -> p.improvedBy(proven).certificate(targets)).toList();
  }

  /**
   * @param limit of the exact search
   */
  public CollectiveCertificate certify(RealTargets targets, Distance budget, SearchLimit limit) {
    return prove(targets, budget, limit).certificate(targets);
  }

  private static Proven prove(RealTargets targets, Distance budget, SearchLimit limit) {
    List<RealTargets.Target> attackable =
        targets.promised().stream().filter(t -> !(budget.value() <= t.radius())).toList();
    int naive = attackable.size();
    if (naive == 0 || Double.isInfinite(targets.certificates().amount(budget))) {
      return new Proven(budget, naive, CollectiveMethod.NAIVE, naive, 0);
    }
    int inputs = targets.certificates().schedule().regions();
    DistanceSearch.Outcome search =
        new DistanceSearch(curves(targets.certificates(), attackable, budget), inputs).run(limit);
    if (search.finished()) {
      return new Proven(
          budget, naive, CollectiveMethod.EXACT, Math.min(naive, search.bound()), search.nodes());
    }
    CollectiveMethod method =
        search.nodes() == 0 ? CollectiveMethod.ENVELOPE : CollectiveMethod.EXACT_BOUND;
    return new Proven(budget, naive, CollectiveMethod.NAIVE, naive, search.nodes())
        .orBetter(method, search.bound());
  }

  /** One curve per output region that has targets, in units of the whole budget. */
  private static List<AttackCurve> curves(
      RealCertificates certificates, List<RealTargets.Target> attackable, Distance budget) {
    int regions = certificates.schedule().regions();
    double amount = certificates.amount(budget);
    List<AttackCurve> curves = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      int output = c;
      double[] needs =
          attackable.stream()
              .filter(t -> t.region() == output)
              .mapToDouble(RealTargets.Target::left)
              .toArray();
      if (needs.length > 0) {
        double[] weights =
            IntStream.range(0, regions)
                .mapToDouble(
                    j ->
                        amount
                            * certificates.weight(output, j)
                            * (1 + 4 * RealCertificates.EPSILON))
                .toArray();
        curves.add(new AttackCurve(needs, weights));
      }
    }
    return curves;
  }

  /** The best proven bound so far. */
  private record Proven(
      Distance budget, int naive, CollectiveMethod method, double bound, long nodes) {

    /** Keeps what it has unless the other bound proves one more prediction. */
    Proven orBetter(CollectiveMethod otherMethod, double otherBound) {
      return Math.floor(otherBound) < Math.floor(bound)
          ? new Proven(budget, naive, otherMethod, otherBound, nodes)
          : this;
    }

    /** What holds for a larger budget holds for this one. */
    Proven improvedBy(List<Proven> others) {
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

    CollectiveCertificate certificate(RealTargets targets) {
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
