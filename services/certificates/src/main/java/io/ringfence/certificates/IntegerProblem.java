package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.IntToDoubleFunction;
import java.util.function.IntUnaryOperator;
import java.util.stream.IntStream;

/**
 * The collective problem of the linear rows with whole bits and whole targets, in integers.
 *
 * <pre>
 *   max Σ_i m_i·t_i   s.t.   need_ir·t_i ≤ Σ_j w⁺_ijr·a_j + w⁻_ijr·b_j   for every row r of step i,
 *                            t_i in {0, 1},   a, b whole, within budget and limits
 * </pre>
 *
 * <p>A step is a set of targets of one group that fall together. Weights are scaled and rounded up,
 * needs down, so that every attack on the true problem is one here. Immutable.
 */
public final class IntegerProblem {

  /** Weights and needs are whole multiples of the largest spend divided by this. */
  private static final double RESOLUTION = 1e6;

  private final Budget budget;
  private final AdversaryLimits adversary;
  private final int[] zeros;
  private final int[] ones;
  private final List<Step> steps;

  private IntegerProblem(
      Budget budget, AdversaryLimits adversary, int[] zeros, int[] ones, List<Step> steps) {
    this.budget = budget;
    this.adversary = adversary;
    this.zeros = zeros;
    this.ones = ones;
    this.steps = steps;
  }

  /**
   * Targets that fall together as soon as every row is reached.
   *
   * @param targets how many
   * @param rows what each linear row asks for
   */
  public record Step(int targets, List<Row> rows) {}

  /**
   * need ≤ Σ_j additions_j·a_j + deletions_j·b_j.
   *
   * @param need at least 0
   * @param additions weight per region, at least 0
   * @param deletions weight per region, at least 0
   */
  public record Row(long need, List<Long> additions, List<Long> deletions) {}

  /**
   * The integer model of given targets; targets beyond the reach of the whole budget are left out.
   */
  public static IntegerProblem of(
      CollectiveTargets targets, LinearCertificates linear, Budget budget) {
    return of(targets, linear, budget, AdversaryLimits.NONE);
  }

  /**
   * The same for an adversary with further limits. Nodes and bits per node enter as ⌈(a_j + b_j)/r⌉
   * nodes per region, m together.
   */
  public static IntegerProblem of(
      CollectiveTargets targets,
      LinearCertificates linear,
      Budget wanted,
      AdversaryLimits adversary) {
    Budget budget = adversary.within(wanted);
    int[] zeros =
        limits(
            targets.regions(),
            budget.additions(),
            j -> Math.min(targets.zeros(j), adversary.additions(j)));
    int[] ones =
        limits(
            targets.regions(),
            budget.deletions(),
            j -> Math.min(targets.ones(j), adversary.deletions(j)));
    List<Step> steps = new ArrayList<>();
    for (TargetGroup group : targets.groups()) {
      Scaled scaled = new Scaled(group, linear, budget, zeros, ones);
      int n = 0;
      while (n < group.size()) {
        int same = 1;
        while (n + same < group.size()
            && group.lowerBound(n + same) == group.lowerBound(n)
            && group.distance(n + same) == group.distance(n)) {
          same++;
        }
        scaled.step(same, group.lowerBound(n), group.distance(n)).ifPresent(steps::add);
        n += same;
      }
    }
    return new IntegerProblem(budget, adversary, zeros, ones, List.copyOf(steps));
  }

  public Budget budget() {
    return budget;
  }

  /** What the adversary may not do; its caps per region are in {@link #zeros} and {@link #ones}. */
  public AdversaryLimits adversary() {
    return adversary;
  }

  /** Number of input regions. */
  public int regions() {
    return zeros.length;
  }

  /** Upper limit of a_j. */
  public int zeros(int region) {
    return zeros[region];
  }

  /** Upper limit of b_j. */
  public int ones(int region) {
    return ones[region];
  }

  /** The steps; unmodifiable. */
  public List<Step> steps() {
    return steps;
  }

  /** How many targets one allocation attacks in this model. */
  public long attacked(Perturbation allocation) {
    return steps.stream().filter(s -> falls(s, allocation)).mapToLong(Step::targets).sum();
  }

  private static boolean falls(Step step, Perturbation allocation) {
    return step.rows().stream().allMatch(r -> r.need() <= spend(r, allocation));
  }

  private static long spend(Row row, Perturbation allocation) {
    return IntStream.range(0, allocation.regions())
        .mapToLong(
            j ->
                row.additions().get(j) * allocation.additions(j)
                    + row.deletions().get(j) * allocation.deletions(j))
        .sum();
  }

  private static int[] limits(int regions, int most, IntUnaryOperator available) {
    return IntStream.range(0, regions).map(j -> Math.min(most, available.applyAsInt(j))).toArray();
  }

  /** The rows of one group in whole numbers. */
  private static final class Scaled {

    private record Weights(
        LinearRow row, double gone, double scale, List<Long> additions, List<Long> deletions) {}

    private final LinearCertificates linear;
    private final Budget budget;
    private final List<Weights> weights = new ArrayList<>();

    Scaled(TargetGroup group, LinearCertificates linear, Budget budget, int[] zeros, int[] ones) {
      this.linear = linear;
      this.budget = budget;
      for (LinearRow row : linear.rows()) {
        int c = group.region();
        double[] a = usable(zeros, j -> linear.additionWeight(row, c, j));
        double[] d = usable(ones, j -> linear.deletionWeight(row, c, j));
        double most = budget.additions() * largest(a) + budget.deletions() * largest(d);
        double gone = linear.cost(row, c, group.spent());
        if (Double.isFinite(most) && Double.isFinite(gone) && most > 0) {
          double scale = RESOLUTION / most;
          weights.add(new Weights(row, gone, scale, up(a, scale), up(d, scale)));
        }
      }
    }

    Optional<Step> step(int targets, double lowerBound, double distance) {
      List<Row> rows = new ArrayList<>();
      for (Weights w : weights) {
        double eta = linear.eta(w.row, lowerBound);
        boolean own = w.row.equals(LinearRow.VARIANCE);
        double need = ((own ? Math.max(eta, distance) : eta) - w.gone) * w.scale;
        long whole = (long) Math.max(0, Math.floor(need * (1 - 1e-12)) - 1);
        if (whole > reach(w)) {
          return Optional.empty();
        }
        rows.add(new Row(whole, w.additions, w.deletions));
      }
      return Optional.of(new Step(targets, rows));
    }

    private long reach(Weights w) {
      return budget.additions() * most(w.additions) + budget.deletions() * most(w.deletions);
    }

    private static long most(List<Long> values) {
      return values.stream().mapToLong(Long::longValue).max().orElse(0);
    }

    private static double largest(double[] values) {
      return Arrays.stream(values).max().orElse(0);
    }

    private static double[] usable(int[] caps, IntToDoubleFunction weight) {
      return IntStream.range(0, caps.length)
          .mapToDouble(j -> caps[j] > 0 ? weight.applyAsDouble(j) : 0)
          .toArray();
    }

    private static List<Long> up(double[] values, double scale) {
      return Arrays.stream(values)
          .mapToObj(x -> (long) Math.ceil(x * scale * (1 + 1e-12)))
          .toList();
    }
  }
}
