package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the linear rows prove about one adversary, without exact thresholds in the search: the
 * yardstick beside {@link CollectiveCertifier}, never what is published as the certificate. Told
 * twice: by the rows alone, and with the exact single certificates as a cap per group, which add
 * what rows cannot see: how additions and deletions act together.
 *
 * <p>All rows of a region rise with its lower bounds, so an allocation attacks the targets below
 * the strictest row:
 *
 * <pre>   max over (a, b) of  Σ_c min_r #{ n in c : η_r(q_n) ≤ Σ_j w⁺_cjr·a_j + w⁻_cjr·b_j } </pre>
 *
 * <p>Up to {@value #MAX_ALLOCATIONS} allocations are all tried, each in O(K·rows·(K + log N)).
 * Beyond that the concave envelopes of the same rows give a proven bound. Not thread-safe.
 */
public final class LinearCollective {

  static final long MAX_ALLOCATIONS = 200_000;

  private final VoteCertificates votes;
  private final LinearCertificates linear;
  private final Optional<LinearCollectiveSolver> solver;

  /**
   * @param solver proposes multipliers where there are too many allocations to try
   */
  public LinearCollective(VoteCertificates votes, @Nullable LinearCollectiveSolver solver) {
    this.votes = votes;
    this.linear = votes.linear();
    this.solver = Optional.ofNullable(solver);
  }

  /**
   * How many targets provably keep their prediction.
   *
   * @param certified by the rows together with the exact single certificates; at least {@code
   *     alone} and at least the exact naive number
   * @param alone by the rows alone; at least {@code naive}
   * @param naive by the rows, every target judged by itself
   */
  public record Outcome(Budget budget, int certified, int alone, int naive) {}

  /**
   * @param targets in the regions of the schedule
   */
  public Outcome certify(CollectiveTargets targets, Budget budget) {
    List<Group> groups = targets.groups().stream().map(g -> new Group(linear, g)).toList();
    double[] rows = groups.stream().mapToDouble(g -> g.worst(linear, budget)).toArray();
    double[] caps = EnvelopeProblem.naive(targets, votes, budget);
    for (int g = 0; g < caps.length; g++) {
      caps[g] = Math.min(caps[g], rows[g]);
    }
    double naive = Arrays.stream(rows).sum();
    double alone;
    double capped;
    if (allocations(targets, budget) <= MAX_ALLOCATIONS) {
      Enumeration all = new Enumeration(targets, groups, caps, budget);
      alone = all.attacked();
      capped = all.attackedWithinCaps();
    } else {
      alone = Math.min(naive, envelope(targets, rows, budget));
      capped =
          Math.min(Math.min(alone, Arrays.stream(caps).sum()), envelope(targets, caps, budget));
    }
    int promised = targets.size() - targets.abstaining();
    return new Outcome(
        budget,
        promised - (int) Math.floor(capped),
        promised - (int) Math.floor(alone),
        promised - (int) Math.floor(naive));
  }

  private double envelope(CollectiveTargets targets, double[] flat, Budget budget) {
    EnvelopeProblem problem =
        EnvelopeProblem.of(targets, linear, flat, budget, AdversaryLimits.NONE);
    double bound = MirrorAscent.bound(problem);
    return solver.isEmpty()
        ? bound
        : Math.min(bound, problem.bound(solver.get().multipliers(problem)));
  }

  /** How many ways there are to spend the whole budget; an estimate from above. */
  private static double allocations(CollectiveTargets targets, Budget budget) {
    return splits(budget.additions(), targets.regions())
        * splits(budget.deletions(), targets.regions());
  }

  private static double splits(int bits, int regions) {
    double splits = 1;
    for (int i = 1; i < regions; i++) {
      splits *= (double) (bits + i) / i;
    }
    return splits;
  }

  /** The distances of one group per row, ascending; all rows put the targets in the same order. */
  private static final class Group {
    final int region;
    final List<double[]> distances = new ArrayList<>();
    final double[][] additions;
    final double[][] deletions;

    Group(LinearCertificates linear, TargetGroup targets) {
      region = targets.region();
      int regions = linear.schedule().regions();
      additions = new double[linear.rows().size()][regions];
      deletions = new double[linear.rows().size()][regions];
      for (int r = 0; r < linear.rows().size(); r++) {
        LinearRow row = linear.rows().get(r);
        double gone = linear.cost(row, region, targets.spent());
        double[] left = new double[targets.size()];
        for (int n = 0; n < left.length; n++) {
          left[n] = Math.nextDown(linear.eta(row, targets.lowerBound(n)) - gone);
        }
        distances.add(left);
        for (int j = 0; j < regions; j++) {
          additions[r][j] = linear.additionWeight(row, region, j);
          deletions[r][j] = linear.deletionWeight(row, region, j);
        }
      }
    }

    /** Targets that fall to one allocation. */
    int attacked(int[] a, int[] d) {
      int fewest = Integer.MAX_VALUE;
      for (int r = 0; r < additions.length; r++) {
        double cost = 0;
        for (int j = 0; j < a.length; j++) {
          cost += a[j] == 0 ? 0 : a[j] * additions[r][j];
          cost += d[j] == 0 ? 0 : d[j] * deletions[r][j];
        }
        fewest = Math.min(fewest, reached(r, cost * (1 + (2 * a.length + 2) * Math.ulp(1.0))));
      }
      return fewest;
    }

    /** Targets that fall if each is attacked with the whole budget in its worst place. */
    int worst(LinearCertificates linear, Budget budget) {
      int fewest = Integer.MAX_VALUE;
      for (int r = 0; r < additions.length; r++) {
        fewest =
            Math.min(fewest, reached(r, linear.worstCost(linear.rows().get(r), region, budget)));
      }
      return fewest;
    }

    private int reached(int row, double cost) {
      double[] ascending = distances.get(row);
      int low = 0;
      int high = ascending.length;
      while (low < high) {
        int middle = (low + high) >>> 1;
        if (ascending[middle] <= cost) {
          low = middle + 1;
        } else {
          high = middle;
        }
      }
      return low;
    }
  }

  /** Tries all ways to spend as much of the budget as the regions have to offer. */
  private static final class Enumeration {
    private final CollectiveTargets targets;
    private final List<Group> groups;
    private final int[] additions;
    private final int[] deletions;
    private final double[] caps;
    private int most;
    private double mostWithinCaps;

    Enumeration(CollectiveTargets targets, List<Group> groups, double[] caps, Budget budget) {
      this.targets = targets;
      this.groups = groups;
      this.caps = caps;
      additions = new int[targets.regions()];
      deletions = new int[targets.regions()];
      place(0, budget.additions(), budget.deletions());
    }

    int attacked() {
      return most;
    }

    double attackedWithinCaps() {
      return mostWithinCaps;
    }

    private void place(int region, int a, int d) {
      int mostAdditions = Math.min(a, targets.zeros(region));
      int mostDeletions = Math.min(d, targets.ones(region));
      if (region == additions.length - 1) {
        additions[region] = mostAdditions;
        deletions[region] = mostDeletions;
        evaluate();
        return;
      }
      for (int x = 0; x <= mostAdditions; x++) {
        for (int y = 0; y <= mostDeletions; y++) {
          additions[region] = x;
          deletions[region] = y;
          place(region + 1, a - x, d - y);
        }
      }
    }

    private void evaluate() {
      int attacked = 0;
      double withinCaps = 0;
      for (int g = 0; g < caps.length; g++) {
        int fallen = groups.get(g).attacked(additions, deletions);
        attacked += fallen;
        withinCaps += Math.min(fallen, caps[g]);
      }
      most = Math.max(most, attacked);
      mostWithinCaps = Math.max(mostWithinCaps, withinCaps);
    }
  }
}
