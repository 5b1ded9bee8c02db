package io.ringfence.certificates.estimation;

import io.ringfence.certificates.ScoreTally;
import java.util.Arrays;

/**
 * A gambler's strategy fixed beforehand: the capital is split over fractions c in (0, 1], and each
 * part stakes that fraction of itself on every sample. Immutable.
 *
 * <p>A part that stakes c against the claim "the mean above the floor is s" multiplies itself by (1
 * - c) + c·y/s with every sample y; in the notation of Waudby-Smith and Ramdas the bet is λ = c/s.
 *
 * <p><b>Choice.</b> Measured at δ = 4e-6, 2,000 samples and laws from nearly constant to 0/1: a
 * grid lies 10 % further below the mean than the best single fraction, the fraction tuned on 200
 * selection samples 0 to 1 %. But if those never came near the floor it stakes everything, and one
 * rare sample ruins it (0.75 below the mean at 0.999). {@link #tuned} hedges with a seventh of the
 * capital on the grid and another on a fraction tuned as if half a sample had been at the floor: 1
 * to 3 % further below, and never ruined.
 */
public final class Bets {

  private static final int GRID = 9;

  /** Smallest fraction that is tried. */
  private static final double SMALLEST = 1.0 / 512;

  private static final double GOLDEN = (Math.sqrt(5) - 1) / 2;

  private static final int GOLDEN_STEPS = 9;

  private final double[] fractions;
  private final double[] shares;

  private Bets(double[] fractions, double[] shares) {
    this.fractions = fractions;
    this.shares = shares;
  }

  /** Fractions 1, 1/2, 1/4, ... 1/256 with equal shares: for lack of anything to tune on. */
  public static Bets grid() {
    double[] fractions = new double[GRID];
    double[] shares = new double[GRID];
    for (int i = 0; i < GRID; i++) {
      fractions[i] = Math.scalb(1.0, -i);
      shares[i] = 1;
    }
    return of(fractions, shares);
  }

  /**
   * Bets that serve a mean of scores best if the samples to come resemble the selection.
   *
   * @param selection samples that are not bet on
   * @param plan numbers of samples at which the bound is wanted; most capital serves the last
   * @param failureProbability of the bound, in (0, 1)
   */
  public static Bets tuned(ScoreTally selection, AdaptivePlan plan, double failureProbability) {
    return tuned(Payoffs.scores(selection), plan, failureProbability);
  }

  static Bets tuned(Payoffs selection, AdaptivePlan plan, double failureProbability) {
    if (selection.samples() == 0) {
      return grid();
    }
    double perSample = -Math.log(failureProbability) / plan.cap();
    double bold = bestFraction(selection, perSample);
    double careful = bestFraction(selection.withHalfASampleAtTheFloor(), perSample);
    Bets grid = grid();
    int looks = plan.looks().size();
    double[] fractions = Arrays.copyOf(grid.fractions, GRID + looks + 1);
    double[] shares = new double[GRID + looks + 1];
    Arrays.fill(shares, 0, GRID, 1.0 / GRID);
    fractions[GRID] = careful;
    shares[GRID] = 1;
    for (int look = 0; look < looks; look++) {
      double scale = Math.sqrt((double) plan.cap() / plan.samples(look));
      fractions[GRID + 1 + look] = Math.min(1, bold * scale);
      shares[GRID + 1 + look] = look == looks - 1 ? 5 : 1.0 / looks;
    }
    return of(fractions, shares);
  }

  /**
   * The single fraction with the largest lower bound if the selection came over and over again. The
   * bound is quasi-concave in the fraction: for every s the capital is log-concave in it.
   */
  static double bestFraction(Payoffs selection, double logPerSample) {
    double low = Math.log(SMALLEST);
    double high = 0;
    double left = high - GOLDEN * (high - low);
    double right = low + GOLDEN * (high - low);
    double atLeft = predicted(selection, Math.exp(left), logPerSample);
    double atRight = predicted(selection, Math.exp(right), logPerSample);
    for (int step = 0; step < GOLDEN_STEPS; step++) {
      if (atLeft < atRight) {
        low = left;
        left = right;
        atLeft = atRight;
        right = low + GOLDEN * (high - low);
        atRight = predicted(selection, Math.exp(right), logPerSample);
      } else {
        high = right;
        right = left;
        atRight = atLeft;
        left = high - GOLDEN * (high - low);
        atLeft = predicted(selection, Math.exp(left), logPerSample);
      }
    }
    double best = atLeft < atRight ? right : left;
    double atBest = Math.max(atLeft, atRight);
    return predicted(selection, 1, logPerSample) >= atBest ? 1 : Math.exp(best);
  }

  /** The lower bound above the floor that a fraction would give. */
  static double predicted(Payoffs selection, double fraction, double logPerSample) {
    return new Capital(selection, of(new double[] {fraction}, new double[] {1}))
        .largestRefuted(Math.exp(-logPerSample * selection.samples()), 1e-4);
  }

  static Bets of(double[] fractions, double[] shares) {
    double sum = 0;
    for (int i = 0; i < fractions.length; i++) {
      if (!(fractions[i] > 0 && fractions[i] <= 1) || !(shares[i] > 0)) {
        throw new IllegalArgumentException(
            "Bet %d stakes the fraction %s of the share %s; fractions lie in (0, 1], shares are positive."
                .formatted(i, fractions[i], shares[i]));
      }
      sum += shares[i];
    }
    double total = sum * (1 + 4 * (fractions.length + 1) * Math.ulp(1.0));
    return new Bets(fractions.clone(), Arrays.stream(shares).map(s -> s / total).toArray());
  }

  /** The fraction tuned for the last look, if these bets are tuned. */
  double main() {
    return fractions[fractions.length - 1];
  }

  int size() {
    return fractions.length;
  }

  double fraction(int i) {
    return fractions[i];
  }

  /** Share of the initial capital; all shares together are at most 1. */
  double share(int i) {
    return shares[i];
  }
}
