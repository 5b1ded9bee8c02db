package io.ringfence.certificates.estimation;

import java.util.Arrays;

/**
 * The capital of a gambler who doubts that the mean is s, as a function of s.
 *
 * <pre>   K(s) = Σ_c share_c · Π_i ((1 - c) + c·y_i/s) </pre>
 *
 * <p>At the true mean each factor has expectation 1, so K is a non-negative martingale that starts
 * at 1 or less; by Ville's inequality it ever reaches 1/δ with probability at most δ, at whatever
 * number of samples one looks. K never rises with s or falls with a sample, so replacing samples by
 * lower bounds is safe and the s with K(s) ≥ 1/δ are those up to some point.
 *
 * <p><b>Rounding.</b> With B bins a computed ln of one part is off by at most ε·((B + 4)·Σ n|ln
 * factor| + 8n), ε = 2<sup>-52</sup>; twice that is subtracted.
 */
final class Capital {

  private static final double EPSILON = Math.ulp(1.0);

  /** A part this far below the largest, in the logarithm, adds nothing to be seen. */
  private static final double NEGLIGIBLE = 16;

  /** Within this change of the logarithm the order of the parts hardly changes. */
  private static final double NEAR = 6;

  /** Relative distance to the point sought. */
  private static final double NEARNESS = 1e-9;

  private static final int MAX_STEPS = 200;

  private final Payoffs payoffs;
  private double[] fractions;
  private double[] logShares;

  Capital(Payoffs payoffs, Bets bets) {
    this.payoffs = payoffs;
    fractions = new double[bets.size()];
    logShares = new double[bets.size()];
    for (int i = 0; i < bets.size(); i++) {
      fractions[i] = bets.fraction(i);
      logShares[i] =
          Math.log(bets.share(i)) - 2 * EPSILON * (1 + Math.abs(Math.log(bets.share(i))));
    }
  }

  /**
   * A number that the mean of Y above the floor falls below with probability at most δ: an s with
   * K(s) ≥ 1/δ, near the largest; 0 if there is none to be found.
   */
  double largestRefuted(double failureProbability) {
    return largestRefuted(failureProbability, NEARNESS);
  }

  /**
   * @param nearness relative distance to the largest
   */
  double largestRefuted(double failureProbability, double nearness) {
    double goal = -Math.log(failureProbability);
    goal += 4 * EPSILON * goal;
    double high = payoffs.mean();
    if (!(high > 0)) {
      return 0;
    }
    double atHigh = Math.min(0, log(high)) - goal;
    double low = high;
    double atLow = atHigh;
    for (double step = 0.125; atLow < 0; step = Math.min(0.999, 2 * step)) {
      high = low;
      atHigh = atLow;
      low = high * (1 - step);
      if (low < 1e-9) {
        return 0;
      }
      atLow = log(low) - goal;
    }
    return between(low, atLow, high, atHigh, goal, nearness);
  }

  /** Regula falsi with halving of the end that stays (Illinois); the lower end always passes. */
  private double between(
      double low, double atLow, double high, double atHigh, double goal, double nearness) {
    double passes = low;
    double fails = high;
    double passesBy = atLow;
    double failsBy = Double.isInfinite(atHigh) ? -goal : atHigh;
    int side = 0;
    boolean near = false;
    for (int step = 0; step < MAX_STEPS && fails - passes > nearness * fails; step++) {
      if (!near && passesBy - failsBy < NEAR) {
        near = true;
        forgetSmallParts(passes);
      }
      double at = passes + (fails - passes) * (passesBy / (passesBy - failsBy));
      double margin = nearness / 4 * fails;
      at = Math.min(fails - margin, Math.max(passes + margin, at));
      double value = log(at) - goal;
      if (value >= 0) {
        passes = at;
        passesBy = value;
        failsBy = side > 0 ? failsBy / 2 : failsBy;
        side = 1;
      } else {
        fails = at;
        failsBy = Double.isInfinite(value) ? -goal : value;
        passesBy = side < 0 ? passesBy / 2 : passesBy;
        side = -1;
      }
    }
    return passes;
  }

  /** Not above ln K(s). */
  double log(double s) {
    double[] parts = parts(s);
    double largest = Arrays.stream(parts).max().orElse(Double.NEGATIVE_INFINITY);
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (double part : parts) {
      sum += Math.exp(part - largest);
    }
    double log = largest + Math.log(sum);
    return log - 4 * EPSILON * (Math.abs(log) + parts.length + 1);
  }

  private double[] parts(double s) {
    double[] parts = new double[fractions.length];
    for (int i = 0; i < parts.length; i++) {
      parts[i] = part(fractions[i], logShares[i], s);
    }
    return parts;
  }

  private double part(double c, double logShare, double s) {
    double rest = 1 - c;
    double stake = c / s;
    double sum = 0;
    double size = 0;
    for (int i = 0; i < payoffs.size(); i++) {
      double factor = rest + stake * payoffs.aboveFloor(i);
      if (factor == 0) {
        return Double.NEGATIVE_INFINITY;
      }
      double term = payoffs.count(i) * Math.log(factor);
      sum += term;
      size += Math.abs(term);
    }
    double error = 2 * EPSILON * ((payoffs.size() + 4) * size + 8.0 * payoffs.samples());
    return logShare + sum - error;
  }

  /** Leaving a part out only lowers the capital. */
  private void forgetSmallParts(double s) {
    double[] parts = parts(s);
    double largest = Arrays.stream(parts).max().orElse(0);
    int kept = 0;
    for (int i = 0; i < parts.length; i++) {
      if (parts[i] > largest - NEGLIGIBLE) {
        fractions[kept] = fractions[i];
        logShares[kept++] = logShares[i];
      }
    }
    fractions = Arrays.copyOf(fractions, kept);
    logShares = Arrays.copyOf(logShares, kept);
  }
}
