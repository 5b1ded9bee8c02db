package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;
import java.util.Arrays;
import java.util.function.DoubleUnaryOperator;

/**
 * What a gambler sees of independent samples of some Y that never falls below a floor: for every
 * occupied bin the least that Y can be above the floor, and how often. Immutable.
 */
final class Payoffs {

  /** Lower bounds of Y - floor per bin, at least 0. */
  private final double[] aboveFloor;

  private final long[] counts;
  private final double floor;
  private final long samples;

  private Payoffs(double floor, double[] aboveFloor, long[] counts, long samples) {
    this.floor = floor;
    this.aboveFloor = aboveFloor;
    this.counts = counts;
    this.samples = samples;
  }

  /** The scores themselves, at the lower edges of their bins. */
  static Payoffs scores(ScoreTally tally) {
    return of(tally, 0, x -> x);
  }

  /**
   * A concave function of the score, which is least on a bin at one of its edges.
   *
   * @param floor at most the least value on [0, 1]
   * @param concave values rounded down, so that also their differences to the floor are
   */
  static Payoffs of(ScoreTally tally, double floor, DoubleUnaryOperator concave) {
    int size = tally.occupied();
    double[] above = new double[size];
    long[] counts = new long[size];
    for (int i = 0; i < size; i++) {
      int bin = tally.occupiedBin(i);
      double least =
          Math.min(
              concave.applyAsDouble(ScoreTally.lowerEdge(bin)),
              concave.applyAsDouble(ScoreTally.upperEdge(bin)));
      above[i] = floor == 0 ? least : Math.max(0, Math.nextDown(least - floor));
      counts[i] = tally.occupiedCount(i);
    }
    return new Payoffs(floor, above, counts, tally.samples());
  }

  /** For tuning: as if half a sample more had been at the floor. */
  Payoffs withHalfASampleAtTheFloor() {
    double[] above = Arrays.copyOf(aboveFloor, aboveFloor.length + 1);
    long[] doubled = new long[counts.length + 1];
    for (int i = 0; i < counts.length; i++) {
      doubled[i] = 2 * counts[i];
    }
    doubled[counts.length] = 1;
    return new Payoffs(floor, above, doubled, 2 * samples + 1);
  }

  double floor() {
    return floor;
  }

  int size() {
    return aboveFloor.length;
  }

  double aboveFloor(int i) {
    return aboveFloor[i];
  }

  long count(int i) {
    return counts[i];
  }

  long samples() {
    return samples;
  }

  /** Mean of what is above the floor; 0 without samples. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < aboveFloor.length; i++) {
      sum += aboveFloor[i] * counts[i];
    }
    return samples == 0 ? 0 : sum / samples;
  }

  double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < aboveFloor.length; i++) {
      double distance = aboveFloor[i] - mean;
      sum += distance * distance * counts[i];
    }
    return samples == 0 ? 0 : sum / samples;
  }
}
