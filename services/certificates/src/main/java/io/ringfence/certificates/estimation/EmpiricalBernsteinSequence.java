package io.ringfence.certificates.estimation;

/**
 * The predictable plug-in empirical-Bernstein confidence sequence: a lower bound on the mean of
 * scores that holds after every sample at once, kept in a handful of running sums.
 *
 * <pre>   ( Σ λ_i X_i - ln(1/δ) - Σ v_i ψ(λ_i) ) / Σ λ_i </pre>
 *
 * with v_i = (X_i - μ̂_{i-1})², ψ(λ) = -ln(1-λ) - λ and λ_i at most 1/2. As it holds at all times,
 * so does the largest value it ever had, which is what is returned. The order of the samples
 * matters; what bounds tallies is {@link BettingBound}, which is also tighter.
 *
 * <p>Mutable, not thread-safe.
 *
 * @see <a href="https://arxiv.org/abs/2010.09686">Waudby-Smith and Ramdas, 2023, Theorem 2</a>
 */
public final class EmpiricalBernsteinSequence {

  private static final double EPSILON = Math.ulp(1.0);

  private static final double LARGEST_BET = 0.5;

  private final PredictableMoments moments;
  private double bets;
  private double gains;
  private double penalty;
  private double current = Double.NEGATIVE_INFINITY;
  private double lower;

  private EmpiricalBernsteinSequence(PredictableMoments moments) {
    this.moments = moments;
  }

  /** Best spread over all numbers of samples. */
  public static EmpiricalBernsteinSequence unplanned(double failureProbability) {
    return new EmpiricalBernsteinSequence(new PredictableMoments(failureProbability, 0));
  }

  /** Best at one number of samples, valid at all. */
  public static EmpiricalBernsteinSequence planned(double failureProbability, long samples) {
    return new EmpiricalBernsteinSequence(new PredictableMoments(failureProbability, samples));
  }

  /**
   * @param score in [0, 1]
   */
  public void add(double score) {
    Probabilities.requireScore(score);
    double bet = Math.min(LARGEST_BET, moments.bet());
    double distance = score - moments.mean();
    bets += bet;
    gains += bet * score;
    penalty += distance * distance * (-Math.log1p(-bet) - bet);
    moments.add(score);
    double error = 8 * EPSILON * (moments.samples() + 8) * (gains + penalty + moments.logInverse());
    current = (gains - moments.logInverse() - penalty - error) / bets;
    current -= 4 * EPSILON * Math.abs(current);
    lower = Math.max(lower, current);
  }

  /** The formula after the samples so far; negative infinity before the first. */
  public double current() {
    return current;
  }

  /** The largest value of the formula so far, at least 0; rounded down. */
  public double lower() {
    return lower;
  }

  public long samples() {
    return moments.samples();
  }
}
