package io.ringfence.certificates.real;

import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;

/**
 * Certificates for real-valued attributes under one schedule: weights per moved distance on one
 * side, a distance η per node on the other.
 *
 * <pre>
 *   Gaussian, ℓ2:  robust if  Σ_j ‖δ_j‖₂² / σ_cj²  &lt;  η = ¼(Φ⁻¹(q) - Φ⁻¹(u))²
 *   uniform,  ℓ1:  robust if  Σ_j ‖δ_j‖₁  / λ_cj   &lt;  η = q - u
 * </pre>
 *
 * <p>δ_j is what changes in input region j, q a lower bound on the mean of the predicted class's h,
 * u an upper bound on the mean of every rival's. Without a bound on rivals u = 1 - q, which gives
 * Φ<sup>-1</sup>(q)² and 2q - 1 (certificates.md section 4; Schuchardt et al. 2023, with the
 * isotropic cases of Cohen et al. 2019 and Lee et al. 2019).
 *
 * <p><b>Why.</b> Scaling each attribute by its noise makes the Gaussian isotropic with shift d =
 * √(Σ ‖δ_j‖²/σ_j²). Among all h with values in [0, 1] and mean at least q the one with the smallest
 * mean after the shift is a half-space (Neyman-Pearson), with mean Φ(Φ⁻¹(q) - d); the rival's
 * largest is Φ(Φ⁻¹(u) + d). For uniform noise the two laws are at total variation distance 1 - Π(1
 * - |δ_i|/(2λ_i)) ≤ d/2 with d = Σ‖δ_j‖₁/λ_j, by which no mean of such an h can move further.
 * Neither argument asks h to be 0 or 1: the same holds for votes (h the indicator of the argmax)
 * and for the score classifier (h the score), each with bounds on its own means.
 *
 * <p><b>Displacement.</b> A known move with norms r_j since the bound was drawn and an unknown one
 * with norms s_j add up to at most r_j + s_j per region, by the triangle inequality, and to no less
 * if they point the same way. Squares of norms do not add: for Gaussian noise the cost is Σ (r_j +
 * s_j)²/σ_j², not Σ (r_j² + s_j²)/σ_j². For uniform noise the cost is the sum of both costs.
 *
 * <p><b>Simultaneous bounds.</b> Many certificates that shall hold together need bounds that hold
 * together: each at α/N (Bonferroni). Holm's step-down levels α/(N - k + 1) for the k-th largest
 * count control the error of a <i>family of tests</i>, each with a hypothesis fixed beforehand; the
 * numbers obtained by inverting each test at its own level are not simultaneous confidence bounds.
 * With N success probabilities far enough apart the ranks are certain, and the chance that some
 * bound is false is about 1 - Π(1 - α/k), up to α·(1 + 1/2 + … + 1/N) in place of α: nearly three
 * times α for N = 10. Since a radius depends on the value of the bound and not on one test, Holm is
 * not used anywhere here.
 *
 * <p>Weights are rounded up, η and radii down. The noise and the attributes are numbers in floating
 * point; that they are not quite continuous is not accounted for. Immutable.
 */
public final class RealCertificates {

  static final double EPSILON = Math.ulp(1.0);

  private final RealNoiseSchedule schedule;
  private final double[][] weights;

  public RealCertificates(RealNoiseSchedule schedule) {
    this.schedule = schedule;
    int regions = schedule.regions();
    weights = new double[regions][regions];
    for (int c = 0; c < regions; c++) {
      for (int j = 0; j < regions; j++) {
        double scale = schedule.scale(c, j);
        double power = schedule.kind() == Kind.GAUSSIAN ? scale * scale : scale;
        weights[c][j] = Math.max(1 / power, Double.MIN_NORMAL) * (1 + 4 * EPSILON);
      }
    }
  }

  /** The schedule under which these certificates hold. */
  public RealNoiseSchedule schedule() {
    return schedule;
  }

  /**
   * What a node withstands, rounded down, if only the predicted class is bounded; 0 where nothing
   * is promised, from a bound of at most one half.
   *
   * @param lowerBound q, on the mean of h, in [0, 1]
   */
  public double eta(double lowerBound) {
    return eta(lowerBound, 1);
  }

  /**
   * What a node withstands, rounded down; 0 where nothing is promised, as q is not above u. Rivals
   * are never taken to have more than 1 - q.
   *
   * @param lowerBound q, on the mean of the predicted class's h, in [0, 1]
   * @param rivalBound u, on the mean of every rival's h, in [0, 1]
   */
  public double eta(double lowerBound, double rivalBound) {
    requireProbability("Lower bound", lowerBound);
    requireProbability("Rival's bound", rivalBound);
    double rival = Math.min(rivalBound, lowerBound == 1 ? 0 : Math.nextUp(1 - lowerBound));
    if (!(lowerBound > rival)) {
      return 0;
    }
    if (schedule.kind() == Kind.UNIFORM) {
      return Math.max(0, Math.nextDown(lowerBound - rival));
    }
    double gap = NormalQuantile.lower(lowerBound) - NormalQuantile.upper(rival);
    return gap > 0 ? gap * gap / 4 * (1 - 8 * EPSILON) : 0;
  }

  /**
   * What one unit of ‖δ_j‖₂² (Gaussian) or ‖δ_j‖₁ (uniform) weighs, rounded up.
   *
   * @param c region of the output
   * @param j region of the input
   */
  public double weight(int c, int j) {
    return weights[c][j];
  }

  /** The amount that a budget shares out over the regions: ε² (Gaussian) or ε, rounded up. */
  double amount(Distance budget) {
    return power(budget.value());
  }

  /** The norm or its square, rounded up. */
  private double power(double norm) {
    if (schedule.kind() == Kind.UNIFORM || norm == 0) {
      return norm;
    }
    return Math.max(norm * norm, Double.MIN_NORMAL) * (1 + 2 * EPSILON);
  }

  /**
   * The weight of a known move, rounded up.
   *
   * @param c region of the output
   */
  public double cost(int c, RealDisplacement moved) {
    requireRegions(moved);
    double cost = 0;
    for (int j = 0; j < moved.regions(); j++) {
      cost += power(moved.norm(j)) * weights[c][j];
    }
    return cost * (1 + 2.0 * (moved.regions() + 2) * EPSILON);
  }

  /** Whether the prediction is proven to have survived a known move. */
  public boolean survives(int c, double eta, RealDisplacement moved) {
    return cost(c, moved) < eta;
  }

  /**
   * What is left of η after a known move, for moves to come, rounded down; 0 if nothing.
   *
   * <p>Uniform: η - cost. Gaussian: (√η - √cost)², as √(Σ (r_j + s_j)²/σ_j²) ≤ √(Σ r_j²/σ_j²) + √(Σ
   * s_j²/σ_j²) (Minkowski). The same weights apply to what is left, wherever the known move was.
   */
  public double left(int c, double eta, RealDisplacement moved) {
    double cost = cost(c, moved);
    if (!(cost < eta)) {
      return 0;
    }
    if (cost == 0) {
      return eta;
    }
    if (schedule.kind() == Kind.UNIFORM) {
      return Math.max(0, Math.nextDown(eta - cost));
    }
    double root = Math.nextDown(Math.sqrt(eta)) - Math.nextUp(Math.sqrt(cost));
    return root > 0 ? root * root * (1 - 4 * EPSILON) : 0;
  }

  /**
   * The largest distance, moved wherever it harms most, up to and including which the prediction is
   * certified; rounded down.
   *
   * @param c region of the output
   */
  public Distance radius(int c, double eta) {
    return radius(c, eta, RealDisplacement.none(schedule.regions()));
  }

  /** The same after a known move. */
  public Distance radius(int c, double eta, RealDisplacement moved) {
    if (!survives(c, eta, moved)) {
      return Distance.NONE;
    }
    if (schedule.kind() == Kind.GAUSSIAN) {
      return new Distance(GaussianRadius.of(eta, weights[c], moved));
    }
    double worst = 0;
    for (double weight : weights[c]) {
      worst = Math.max(worst, weight);
    }
    return new Distance(Math.max(0, left(c, eta, moved) / worst * (1 - 4 * EPSILON)));
  }

  private void requireRegions(RealDisplacement moved) {
    if (moved.regions() != schedule.regions()) {
      throw new IllegalArgumentException(
          "Displacement is given for %d regions; there are %d."
              .formatted(moved.regions(), schedule.regions()));
    }
  }

  private static void requireProbability(String name, double value) {
    if (!(value >= 0 && value <= 1)) {
      throw new IllegalArgumentException("%s is %s; it must lie in [0, 1].".formatted(name, value));
    }
  }
}
