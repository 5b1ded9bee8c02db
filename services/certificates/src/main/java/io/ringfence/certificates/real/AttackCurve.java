package io.ringfence.certificates.real;

import io.ringfence.certificates.ConcaveEnvelope;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The targets of one output region in the order in which they fall: how many a weighted spend
 * attacks. The budget is one unit, shared out over the input regions; weights are those of the
 * whole budget. Immutable.
 */
final class AttackCurve {

  private static final double EPSILON = Math.ulp(1.0);

  /** How steep the line is that asks for a number of targets to be attacked. */
  private static final double STEEP = 1e4;

  private final double[] needs;
  private final double[] weights;
  private final double most;

  /**
   * @param needs η per target, rounded down; those beyond the reach of the budget are dropped
   * @param weights spend of the whole budget in each input region, rounded up
   */
  AttackCurve(double[] needs, double[] weights) {
    this.weights = weights.clone();
    most = Arrays.stream(weights).max().orElse(0) * (1 + 4 * EPSILON);
    this.needs =
        Arrays.stream(needs).map(d -> Math.max(0, d)).filter(d -> d <= most).sorted().toArray();
  }

  /** Number of targets within reach. */
  int size() {
    return needs.length;
  }

  /** Spend of the whole budget in an input region. */
  double weight(int region) {
    return weights[region];
  }

  /** What a split of the budget spends on this region. */
  double spend(double[] split) {
    double spend = 0;
    for (int j = 0; j < weights.length; j++) {
      spend += weights[j] * split[j];
    }
    return spend;
  }

  /** How many targets a spend attacks. */
  int attacked(double spend) {
    int at = Arrays.binarySearch(needs, spend);
    if (at < 0) {
      return -at - 1;
    }
    while (at < needs.length && needs[at] <= spend) {
      at++;
    }
    return at;
  }

  /**
   * Lines above the number attacked, as far as it lies between two numbers.
   *
   * <p>Every spend that attacks at least {@code low} targets fulfils, for each line, {@code
   * min(attacked, high) ≤ intercept + slope·spend}. The first line, if {@code low > 0}, falls
   * steeply below the spend that attacks {@code low} targets: it makes smaller spends worthless.
   *
   * @param low in [0, high]
   * @param high in [low, size]
   */
  List<ConcaveEnvelope.Line> lines(int low, int high) {
    double start = low == 0 ? 0 : needs[low - 1];
    double[] beyond = new double[high - low];
    for (int k = 0; k < beyond.length; k++) {
      beyond[k] = Math.max(0, Math.nextDown(needs[low + k] - start));
    }
    List<ConcaveEnvelope.Line> lines = new ArrayList<>();
    if (start > 0) {
      double top = Math.min(high, attacked(start));
      double slope = STEEP * (needs.length + 1) / start;
      if (Double.isFinite(slope)) {
        lines.add(new ConcaveEnvelope.Line(top - slope * start * (1 - 1e-12), slope));
      }
    }
    for (ConcaveEnvelope.Line line : ConcaveEnvelope.of(beyond, Double.MAX_VALUE)) {
      if (line.slope() > 0) {
        double lift = low + line.intercept();
        double back = line.slope() * start;
        lines.add(
            new ConcaveEnvelope.Line(lift - back + 8 * EPSILON * (lift + back), line.slope()));
      }
    }
    return lines;
  }
}
