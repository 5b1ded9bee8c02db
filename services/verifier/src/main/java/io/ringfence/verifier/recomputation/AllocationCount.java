package io.ringfence.verifier.recomputation;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How many targets one adversary can flip, by listing every way to spread every budget up to a
 * largest one over the input regions. Plain and slow on purpose: no bound, no pruning. Not
 * thread-safe.
 */
public final class AllocationCount {
  private final Thresholds thresholds;
  private final VarianceWeights weights;
  private final List<TargetGroup> groups;
  private final long[] zeros;
  private final long[] ones;

  /**
   * @param zeros bits per region that are zero, or no end of them
   * @param ones bits per region that are one, or no end of them
   */
  public AllocationCount(
      Schedule schedule, List<TargetGroup> groups, List<Long> zeros, List<Long> ones) {
    this(new WorstPlace(schedule), groups, zeros, ones);
  }

  /**
   * Remembers thresholds together with others.
   *
   * @param shared of the same schedule
   */
  public AllocationCount(
      WorstPlace shared, List<TargetGroup> groups, List<Long> zeros, List<Long> ones) {
    thresholds = shared.thresholds();
    weights = shared.weights();
    this.groups = List.copyOf(groups);
    this.zeros = zeros.stream().mapToLong(Long::longValue).toArray();
    this.ones = ones.stream().mapToLong(Long::longValue).toArray();
  }

  /** How many thresholds {@link #count} asks for: allocations times groups. */
  public double effort(int additions, int deletions) {
    return spreads(zeros, additions) * spreads(ones, deletions) * groups.size();
  }

  /** Ways to spread at most {@code bits}. */
  private static double spreads(long[] caps, int bits) {
    double[] ways = new double[bits + 1];
    ways[0] = 1;
    for (long cap : caps) {
      double[] next = new double[bits + 1];
      for (int total = 0; total <= bits; total++) {
        for (int here = 0; here <= Math.min(cap, total); here++) {
          next[total] += ways[total - here];
        }
      }
      ways = next;
    }
    return Arrays.stream(ways).sum();
  }

  /**
   * Answers for all budgets up to the given one.
   *
   * @return empty if a single threshold would have too many atoms
   */
  public Optional<Answers> count(int additions, int deletions) {
    Search search = new Search(additions, deletions);
    search.spread(0, additions, deletions);
    return search.tooManyAtoms ? Optional.empty() : Optional.of(search.answers());
  }

  /** The largest number of flips for every budget. */
  public static final class Answers {
    private final FlipCount[][] most;

    private Answers(FlipCount[][] most) {
      this.most = most;
    }

    public FlipCount at(int additions, int deletions) {
      return most[additions][deletions];
    }
  }

  private final class Search {
    final FlipCount[][] spentExactly;
    final int[] a = new int[zeros.length];
    final int[] d = new int[ones.length];
    final int mostAdditions;
    final int mostDeletions;
    final List<int[]> sumOfAdditions;
    final List<int[]> sumOfDeletions;
    boolean tooManyAtoms;

    Search(int additions, int deletions) {
      mostAdditions = additions;
      mostDeletions = deletions;
      spentExactly = new FlipCount[additions + 1][deletions + 1];
      for (FlipCount[] row : spentExactly) {
        Arrays.fill(row, FlipCount.NONE);
      }
      sumOfAdditions = groups.stream().map(g -> g.spent().copyOfAdditions()).toList();
      sumOfDeletions = groups.stream().map(g -> g.spent().copyOfDeletions()).toList();
    }

    void spread(int region, int additionsLeft, int deletionsLeft) {
      if (region == a.length) {
        evaluate(mostAdditions - additionsLeft, mostDeletions - deletionsLeft);
        return;
      }
      for (int x = 0; x <= Math.min(additionsLeft, zeros[region]); x++) {
        for (int y = 0; y <= Math.min(deletionsLeft, ones[region]); y++) {
          a[region] = x;
          d[region] = y;
          spread(region + 1, additionsLeft - x, deletionsLeft - y);
        }
      }
      a[region] = 0;
      d[region] = 0;
    }

    private void evaluate(int additions, int deletions) {
      FlipCount sum = FlipCount.NONE;
      for (int g = 0; g < groups.size() && !tooManyAtoms; g++) {
        int row = groups.get(g).region();
        int[] allAdditions = sum(sumOfAdditions.get(g), a);
        int[] allDeletions = sum(sumOfDeletions.get(g), d);
        tooManyAtoms =
            thresholds.atoms(row, allAdditions, allDeletions) > QuickThreshold.MOST_ATOMS;
        if (!tooManyAtoms) {
          sum = sum.plus(flips(groups.get(g), allAdditions, allDeletions));
        }
      }
      spentExactly[additions][deletions] = spentExactly[additions][deletions].orMore(sum);
    }

    private FlipCount flips(TargetGroup group, int[] allAdditions, int[] allDeletions) {
      int row = group.region();
      return group.flips(
          thresholds.at(row, allAdditions, allDeletions, group.rival()),
          group.isWeighed() ? weights.of(row, allAdditions, allDeletions) : 0);
    }

    private static int[] sum(int[] one, int[] other) {
      int[] sum = one.clone();
      for (int j = 0; j < sum.length; j++) {
        sum[j] += other[j];
      }
      return sum;
    }

    /** What can be done with less can be done with more. */
    Answers answers() {
      for (int x = 0; x <= mostAdditions; x++) {
        for (int y = 0; y <= mostDeletions; y++) {
          FlipCount here = spentExactly[x][y];
          here = x > 0 ? here.orMore(spentExactly[x - 1][y]) : here;
          here = y > 0 ? here.orMore(spentExactly[x][y - 1]) : here;
          spentExactly[x][y] = here;
        }
      }
      return new Answers(spentExactly);
    }
  }
}
