package io.ringfence.certificates;

import io.ringfence.certificates.LinearRow.Direction;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Linear certificates for votes under one schedule: weights per changed bit on one side, a distance
 * η per node on the other.
 *
 * <p>Weaker than {@link VoteCertificates}, but one number per bit: for pruning, for large budgets
 * and for displacement clocks. A node is certified by any row that holds; an attack must violate
 * all. Weights are rounded up, η down. Immutable.
 */
public final class LinearCertificates {

  private static final double EPSILON = Math.ulp(1.0);

  /** Orders near 1 help additions, large orders deletions, the reverse direction unsure nodes. */
  private static final List<LinearRow> FAMILY =
      List.of(
          LinearRow.VARIANCE,
          new LinearRow(0.5, Direction.FORWARD),
          new LinearRow(1.1, Direction.FORWARD),
          new LinearRow(1.5, Direction.FORWARD),
          new LinearRow(4, Direction.FORWARD),
          new LinearRow(16, Direction.FORWARD),
          new LinearRow(1.1, Direction.REVERSE),
          new LinearRow(2, Direction.REVERSE),
          new LinearRow(8, Direction.REVERSE));

  private final BinaryNoiseSchedule schedule;
  private final List<LinearRow> rows;
  private final Map<LinearRow, Weights> weights = new ConcurrentHashMap<>();

  /** With a family of rows that serves most schedules. */
  public LinearCertificates(BinaryNoiseSchedule schedule) {
    this(schedule, FAMILY);
  }

  /**
   * @param rows the rows to use, at least one
   */
  public LinearCertificates(BinaryNoiseSchedule schedule, List<LinearRow> rows) {
    if (rows.isEmpty()) {
      throw new IllegalArgumentException("Linear certificates need at least one row.");
    }
    this.schedule = schedule;
    this.rows = List.copyOf(rows);
  }

  /** The rows in use; unmodifiable. */
  public List<LinearRow> rows() {
    return rows;
  }

  /** The schedule under which these certificates hold. */
  public BinaryNoiseSchedule schedule() {
    return schedule;
  }

  /**
   * How much weight a node withstands, rounded down; 0 where the bound is at most one half, from
   * which η is never computed.
   *
   * @param lowerBound on the vote probability, in [0, 1]
   */
  public double eta(LinearRow row, double lowerBound) {
    if (!(lowerBound > 0.5)) {
      return 0;
    }
    return row.direction() == Direction.FORWARD
        ? RenyiDivergence.of(row.order(), 0.5, lowerBound).lower()
        : RenyiDivergence.of(row.order(), lowerBound, 0.5).lower();
  }

  /**
   * ln(1 + (μ - 1/2)²/σ²) rounded down: what a mean and a variance prove; 0 from a mean of at most
   * one half. The divisor is the variance, not its square.
   *
   * @param meanLower lower bound of the mean, in [0, 1]
   * @param varianceUpper upper bound of the variance, at least 0
   */
  public static double eta(double meanLower, double varianceUpper) {
    if (!(varianceUpper >= 0) || !(meanLower <= 1)) {
      throw new IllegalArgumentException(
          "Mean is %s and variance %s; the mean must lie in [0, 1], the variance must not be negative."
              .formatted(meanLower, varianceUpper));
    }
    if (!(meanLower > 0.5)) {
      return 0;
    }
    double margin = meanLower - 0.5;
    return Math.log1p(margin * margin / varianceUpper) * (1 - 8 * EPSILON);
  }

  /** Weight of turning a zero of input region j into a one, for outputs of region c; rounded up. */
  public double additionWeight(LinearRow row, int c, int j) {
    return weights(row).additions[c][j];
  }

  /** Weight of turning a one of input region j into a zero, for outputs of region c; rounded up. */
  public double deletionWeight(LinearRow row, int c, int j) {
    return weights(row).deletions[c][j];
  }

  /**
   * The weight of a perturbation for outputs of one region, rounded up.
   *
   * @param c region of the output
   */
  public double cost(LinearRow row, int c, Perturbation perturbation) {
    double cost = 0;
    for (int j = 0; j < schedule.regions(); j++) {
      cost += times(perturbation.additions(j), additionWeight(row, c, j));
      cost += times(perturbation.deletions(j), deletionWeight(row, c, j));
    }
    return cost * (1 + (2 * schedule.regions() + 2) * EPSILON);
  }

  /** Whether some row proves that a node keeps its prediction wherever the budget is spent. */
  public boolean robust(int region, double lowerBound, Budget budget) {
    return lowerBound > 0.5
        && rows.stream().anyMatch(r -> worstCost(r, region, budget) < eta(r, lowerBound));
  }

  /**
   * The largest additions alone and deletions alone that some row proves.
   *
   * @param cap largest radius that is looked for
   */
  public Radii radii(int region, double lowerBound, int cap) {
    if (!(lowerBound > 0.5)) {
      return Radii.NONE;
    }
    return new Radii(
        Radius.largest(cap, r -> robust(region, lowerBound, new Budget(r, 0))),
        Radius.largest(cap, r -> robust(region, lowerBound, new Budget(0, r))));
  }

  /** The weight of a budget in its worst place, rounded up. */
  double worstCost(LinearRow row, int c, Budget budget) {
    Weights w = weights(row);
    double cost =
        times(budget.additions(), w.worstAddition[c])
            + times(budget.deletions(), w.worstDeletion[c]);
    return cost * (1 + 4 * EPSILON);
  }

  private Weights weights(LinearRow row) {
    return weights.computeIfAbsent(row, r -> new Weights(r, schedule));
  }

  /** Zero times an infinite weight is zero. */
  private static double times(int count, double weight) {
    return count == 0 ? 0 : count * weight;
  }

  /** The weights of one row, output region first, and the largest per output region. */
  private static final class Weights {
    final double[][] additions;
    final double[][] deletions;
    final double[] worstAddition;
    final double[] worstDeletion;

    Weights(LinearRow row, BinaryNoiseSchedule schedule) {
      int regions = schedule.regions();
      additions = new double[regions][regions];
      deletions = new double[regions][regions];
      worstAddition = new double[regions];
      worstDeletion = new double[regions];
      for (int c = 0; c < regions; c++) {
        for (int j = 0; j < regions; j++) {
          NoiseLevel level = schedule.level(c, j);
          additions[c][j] = weight(row, 1 - level.deletion(), level.addition());
          deletions[c][j] = weight(row, level.addition(), 1 - level.deletion());
        }
        worstAddition[c] = Arrays.stream(additions[c]).max().orElseThrow();
        worstDeletion[c] = Arrays.stream(deletions[c]).max().orElseThrow();
      }
    }

    private static double weight(LinearRow row, double perturbed, double original) {
      return row.direction() == Direction.FORWARD
          ? RenyiDivergence.of(row.order(), perturbed, original).upper()
          : RenyiDivergence.of(row.order(), original, perturbed).upper();
    }
  }
}
