package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the linear rows prove by themselves about one adversary, without exact vote thresholds: the
 * yardstick beside {@link CollectiveCertifier}, never what is published as the certificate.
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

  private final LinearCertificates linear;
  private final Optional<LinearCollectiveSolver> solver;

  /**
   * @param solver proposes multipliers where there are too many allocations to try
   */
  public LinearCollective(LinearCertificates linear, @Nullable LinearCollectiveSolver solver) {
    this.linear = linear;
    this.solver = Optional.ofNullable(solver);
  }

  /**
   * What the rows prove.
   *
   * @param certified targets that provably keep their prediction; at least {@code naive}
   * @param naive the same, every target judged by itself
   */
  public record Outcome(Budget budget, int certified, int naive) {}

  /**
   * @param targets in the regions of the schedule
   */
  public Outcome certify(CollectiveTargets targets, Budget budget) {
    List<Group> groups = targets.groups().stream().map(g -> new Group(linear, g)).toList();
    double[] flat = groups.stream().mapToDouble(g -> g.worst(linear, budget)).toArray();
    double naive = Arrays.stream(flat).sum();
    double attacked =
        Math.min(
            naive,
            allocations(targets, budget) <= MAX_ALLOCATIONS
                ? new Enumeration(targets, groups, budget).attacked()
                : envelope(targets, flat, budget));
    int promised = targets.size() - targets.abstaining();
    return new Outcome(
        budget, promised - (int) Math.floor(attacked), promised - (int) Math.floor(naive));
  }

  private double envelope(CollectiveTargets targets, double[] flat, Budget budget) {
    EnvelopeProblem problem = EnvelopeProblem.of(targets, linear, flat, budget);
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
    private int most;

    Enumeration(CollectiveTargets targets, List<Group> groups, Budget budget) {
      this.targets = targets;
      this.groups = groups;
      additions = new int[targets.regions()];
      deletions = new int[targets.regions()];
      place(0, budget.additions(), budget.deletions());
    }

    int attacked() {
      return most;
    }

    private void place(int region, int a, int d) {
      int mostAdditions = Math.min(a, targets.zeros(region));
      int mostDeletions = Math.min(d, targets.ones(region));
      if (region == additions.length - 1) {
        additions[region] = mostAdditions;
        deletions[region] = mostDeletions;
        most =
            Math.max(most, groups.stream().mapToInt(g -> g.attacked(additions, deletions)).sum());
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
  }
}
