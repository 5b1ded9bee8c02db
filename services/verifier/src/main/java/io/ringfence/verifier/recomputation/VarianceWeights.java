package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * What a changed bit weighs against a proof from mean and variance: the Rényi distance of order 2
 * between its readings on the perturbed graph and on the graph as it is, ln of Σ
 * perturbed²/original.
 */
final class VarianceWeights {
  private final List<List<Double>> additions = new ArrayList<>();
  private final List<List<Double>> deletions = new ArrayList<>();

  VarianceWeights(Schedule schedule) {
    for (List<Level> row : schedule.rows()) {
      additions.add(row.stream().map(l -> weight(Level.ONE - l.deletion(), l.addition())).toList());
      deletions.add(row.stream().map(l -> weight(l.addition(), Level.ONE - l.deletion())).toList());
    }
  }

  private static double weight(long perturbed, long original) {
    return RenyiDistance.of(2, probability(perturbed), probability(original))
        .map(BigDecimal::doubleValue)
        .orElse(Double.POSITIVE_INFINITY);
  }

  private static BigDecimal probability(long threshold) {
    return BigDecimal.valueOf(threshold).divide(BigDecimal.valueOf(Level.ONE));
  }

  /**
   * @param row output region
   * @param changedToOne per input region
   * @param changedToZero per input region
   */
  double of(int row, int[] changedToOne, int[] changedToZero) {
    double sum = 0;
    for (int j = 0; j < changedToOne.length; j++) {
      sum += times(changedToOne[j], additions.get(row).get(j));
      sum += times(changedToZero[j], deletions.get(row).get(j));
    }
    return sum;
  }

  /** Of a budget where it weighs most. */
  double worst(int row, int changedToOne, int changedToZero) {
    return times(changedToOne, Collections.max(additions.get(row)))
        + times(changedToZero, Collections.max(deletions.get(row)));
  }

  /** Zero times an infinite weight is zero. */
  private static double times(int count, double weight) {
    return count == 0 ? 0 : count * weight;
  }
}
