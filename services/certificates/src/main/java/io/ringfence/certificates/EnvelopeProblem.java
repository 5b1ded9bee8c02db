package io.ringfence.certificates;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;

/**
 * The concave-envelope relaxation of the collective problem, as a linear program.
 *
 * <pre>
 *   max Σ_g t_g   s.t.   t_g ≤ α_k + Σ_j s⁺_kj·a_j + s⁻_kj·b_j   for every line k of group g,
 *                        0 ≤ t_g ≤ flat_g,   Σ_j a_j ≤ A,   Σ_j b_j ≤ B,
 *                        0 ≤ a_j ≤ zeros_j,  0 ≤ b_j ≤ ones_j,   Σ_j a_j + b_j ≤ bits
 * </pre>
 *
 * <p>Every whole allocation of the budget and what it attacks is a feasible point, hence the
 * maximum is an upper bound of the number attacked. {@link #bound} turns <i>any</i> multipliers
 * into a proven upper bound of the maximum; no solver has to be believed. Immutable.
 */
public final class EnvelopeProblem {

  private static final double EPSILON = Math.ulp(1.0);

  private final Budget budget;
  private final double[] flat;
  private final double[] zeros;
  private final double[] ones;
  private final List<Line> lines;
  private final double bits;

  private EnvelopeProblem(
      Budget budget, double bits, double[] flat, double[] zeros, double[] ones, List<Line> lines) {
    this.budget = budget;
    this.bits = bits;
    this.flat = flat;
    this.zeros = zeros;
    this.ones = ones;
    this.lines = lines;
  }

  private record Line(int group, double intercept, double[] additions, double[] deletions) {}

  /**
   * @param flat per group, a proven bound for the whole budget; copied
   * @param zeros upper limit of the additions per region; copied
   * @param ones upper limit of the deletions per region; copied
   */
  public static Builder builder(Budget budget, double[] flat, double[] zeros, double[] ones) {
    return new Builder(budget, flat.clone(), zeros.clone(), ones.clone());
  }

  /** The problem of given targets, with the exact naive count of each group as its flat bound. */
  public static EnvelopeProblem of(
      CollectiveTargets targets, VoteCertificates votes, Budget budget) {
    return of(targets, votes, budget, AdversaryLimits.NONE);
  }

  /** The same for an adversary with further limits. */
  public static EnvelopeProblem of(
      CollectiveTargets targets, VoteCertificates votes, Budget budget, AdversaryLimits adversary) {
    double[] flat = naive(targets, votes, adversary.within(budget));
    return of(targets, votes.linear(), flat, budget, adversary);
  }

  /** Per group, how many targets fall if each is attacked alone with the whole budget. */
  static double[] naive(CollectiveTargets targets, VoteCertificates votes, Budget budget) {
    return targets.groups().stream().mapToDouble(g -> naive(g, votes, budget)).toArray();
  }

  private static int naive(TargetGroup group, VoteCertificates votes, Budget budget) {
    double threshold = votes.worstThreshold(group.region(), group.spent(), budget, group.rival());
    if (!group.hasDistances()) {
      return group.attacked(threshold);
    }
    double weight =
        votes.linear().cost(LinearRow.VARIANCE, group.region(), group.spent())
            + votes.linear().worstCost(LinearRow.VARIANCE, group.region(), budget);
    return group.attacked(threshold, weight * (1 + 4 * EPSILON));
  }

  /** With given flat bounds and rows. */
  static EnvelopeProblem of(
      CollectiveTargets targets,
      LinearCertificates linear,
      double[] flat,
      Budget wanted,
      AdversaryLimits adversary) {
    int regions = targets.regions();
    Budget budget = adversary.within(wanted);
    Builder builder =
        builder(
                budget,
                flat,
                IntStream.range(0, regions)
                    .mapToDouble(
                        j -> least(targets.zeros(j), adversary.additions(j), budget.additions()))
                    .toArray(),
                IntStream.range(0, regions)
                    .mapToDouble(
                        j -> least(targets.ones(j), adversary.deletions(j), budget.deletions()))
                    .toArray())
            .bits(adversary.bits());
    for (int g = 0; g < flat.length; g++) {
      if (flat[g] > 0) {
        for (LinearRow row : linear.rows()) {
          builder.row(g, targets.groups().get(g), linear, row);
        }
      }
    }
    return builder.build();
  }

  private static int least(int available, int cap, int budget) {
    return Math.min(available, Math.min(cap, budget));
  }

  /** What the adversary may do. */
  public Budget budget() {
    return budget;
  }

  /** Upper limit of Σ_j a_j + b_j, infinite without one. */
  public double bits() {
    return bits;
  }

  /** Number of input regions. */
  public int regions() {
    return zeros.length;
  }

  /** Number of groups of targets. */
  public int groups() {
    return flat.length;
  }

  /** Number of lines, the length of the multipliers. */
  public int lines() {
    return lines.size();
  }

  /** Upper limit of t_g. */
  public double flat(int group) {
    return flat[group];
  }

  /** Upper limit of a_j. */
  public double zeros(int region) {
    return zeros[region];
  }

  /** Upper limit of b_j. */
  public double ones(int region) {
    return ones[region];
  }

  /** The group that line k bounds. */
  public int group(int line) {
    return lines.get(line).group;
  }

  /** α_k. */
  public double intercept(int line) {
    return lines.get(line).intercept;
  }

  /** s⁺_kj. */
  public double additionSlope(int line, int region) {
    return lines.get(line).additions[region];
  }

  /** s⁻_kj. */
  public double deletionSlope(int line, int region) {
    return lines.get(line).deletions[region];
  }

  /**
   * A proven upper bound of the maximum from any multipliers, by weak duality, rounded up:
   *
   * <pre>
   *   Σ_k y_k·α_k + Σ_g flat_g·max(0, 1 - Σ_{k of g} y_k)
   *     + max over a of Σ_j a_j·Σ_k y_k·s⁺_kj + the same for deletions,
   * </pre>
   *
   * where the inner maxima over a budget with limits per region are filled greedily. All terms but
   * 1 - Σy are sums and products of non-negative numbers, at most {@code lines + 2·regions + 8}
   * roundings deep; the result is widened by twice that.
   *
   * @param multipliers one per line; what is negative or not finite counts as 0
   */
  public double bound(double[] multipliers) {
    if (multipliers.length != lines.size()) {
      throw new IllegalArgumentException(
          "%d multipliers for %d lines; there must be one per line."
              .formatted(multipliers.length, lines.size()));
    }
    double[] used = new double[flat.length];
    double[] perAddition = new double[regions()];
    double[] perDeletion = new double[regions()];
    double total = 0;
    for (int k = 0; k < multipliers.length; k++) {
      double y = multipliers[k];
      if (y > 0 && Double.isFinite(y)) {
        Line line = lines.get(k);
        used[line.group] += y;
        total += y * line.intercept;
        for (int j = 0; j < regions(); j++) {
          perAddition[j] += y * line.additions[j];
          perDeletion[j] += y * line.deletions[j];
        }
      }
    }
    double widening = 2.0 * (lines.size() + 2.0 * regions() + flat.length + 8) * EPSILON;
    for (int g = 0; g < flat.length; g++) {
      total += flat[g] * (Math.max(0, 1 - used[g]) + widening * (1 + used[g]));
    }
    return (total + most(perAddition, perDeletion)) * (1 + widening);
  }

  /**
   * An upper bound of what the adversary can gain, from a price μ per bit: μ·bits plus what is
   * gained beyond the price. The best price is one of the gains or 0.
   */
  private double most(double[] perAddition, double[] perDeletion) {
    double most = beyond(0, perAddition, perDeletion);
    if (bits < budget.additions() + (double) budget.deletions()) {
      for (int j = 0; j < regions(); j++) {
        for (double price : new double[] {perAddition[j], perDeletion[j]}) {
          double paid = price * bits + beyond(price, perAddition, perDeletion);
          most = Math.min(most, paid);
        }
      }
    }
    return most;
  }

  private double beyond(double price, double[] perAddition, double[] perDeletion) {
    return fill(left(perAddition, price), zeros, budget.additions())
        + fill(left(perDeletion, price), ones, budget.deletions());
  }

  private static double[] left(double[] gain, double price) {
    return Arrays.stream(gain)
        .map(g -> Math.max(0, price == 0 ? g : Math.nextUp(g - price)))
        .toArray();
  }

  /** max Σ_j x_j·gain_j with Σ_j x_j ≤ budget, 0 ≤ x_j ≤ caps_j. */
  private static double fill(double[] gain, double[] caps, int budget) {
    double left = budget;
    double total = 0;
    int[] order =
        IntStream.range(0, gain.length)
            .boxed()
            .sorted((i, k) -> Double.compare(gain[k], gain[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    for (int j : order) {
      double amount = Math.min(left, caps[j]);
      if (amount > 0) {
        total += amount * gain[j];
        left -= amount;
      }
    }
    return total;
  }

  /** Collects lines; not thread-safe. */
  public static final class Builder {
    private final Budget budget;
    private final double[] flat;
    private final double[] zeros;
    private final double[] ones;
    private final List<Line> lines = new ArrayList<>();
    private double bits = Double.POSITIVE_INFINITY;

    private Builder(Budget budget, double[] flat, double[] zeros, double[] ones) {
      this.budget = budget;
      this.flat = flat;
      this.zeros = zeros;
      this.ones = ones;
    }

    /**
     * Limits the bits changed in total, at least 0; from the largest whole number on, not at all.
     */
    public Builder bits(int most) {
      bits = most == Integer.MAX_VALUE ? Double.POSITIVE_INFINITY : most;
      return this;
    }

    /**
     * Bounds a group by one linear row, unless the row gives nothing because a weight that the
     * adversary can use is infinite.
     *
     * @param distances η per target of the group, rounded down
     * @param additionWeights per region, rounded up
     * @param deletionWeights per region, rounded up
     */
    public Builder row(
        int group, double[] distances, double[] additionWeights, double[] deletionWeights) {
      double[] a = usable(additionWeights, zeros);
      double[] d = usable(deletionWeights, ones);
      double most = (fill(a, zeros, budget.additions()) + fill(d, ones, budget.deletions()));
      if (Double.isFinite(most)) {
        double outward = most * (1 + 4 * (a.length + 2) * EPSILON);
        for (ConcaveEnvelope.Line line : ConcaveEnvelope.of(distances, outward)) {
          lines.add(
              new Line(group, line.intercept(), scaled(a, line.slope()), scaled(d, line.slope())));
        }
      }
      return this;
    }

    private void row(int group, TargetGroup targets, LinearCertificates linear, LinearRow row) {
      int c = targets.region();
      double gone = linear.cost(row, c, targets.spent());
      if (Double.isInfinite(gone)) {
        return;
      }
      double[] distances = new double[targets.size()];
      for (int n = 0; n < distances.length; n++) {
        double eta = linear.eta(row, targets.lowerBound(n));
        boolean own = row.equals(LinearRow.VARIANCE);
        distances[n] = Math.nextDown((own ? Math.max(eta, targets.distance(n)) : eta) - gone);
      }
      row(
          group,
          distances,
          IntStream.range(0, zeros.length)
              .mapToDouble(j -> linear.additionWeight(row, c, j))
              .toArray(),
          IntStream.range(0, ones.length)
              .mapToDouble(j -> linear.deletionWeight(row, c, j))
              .toArray());
    }

    public EnvelopeProblem build() {
      return new EnvelopeProblem(budget, bits, flat, zeros, ones, List.copyOf(lines));
    }

    /** A weight that nothing can be spent at does not matter. */
    private static double[] usable(double[] weights, double[] caps) {
      return IntStream.range(0, weights.length)
          .mapToDouble(j -> caps[j] > 0 ? weights[j] : 0)
          .toArray();
    }

    private static double[] scaled(double[] weights, double slope) {
      double[] scaled = new double[weights.length];
      for (int j = 0; j < scaled.length; j++) {
        scaled[j] = weights[j] * slope * (1 + 4 * EPSILON);
      }
      return scaled;
    }
  }
}
