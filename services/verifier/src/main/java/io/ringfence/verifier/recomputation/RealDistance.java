package io.ringfence.verifier.recomputation;

import java.math.BigDecimal;
import java.math.MathContext;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far real-valued attributes may move where it harms most, in decimal arithmetic.
 *
 * <p>Normal noise of deviation σ: half the distance of the quantiles of the lower bound and of its
 * rival's upper bound, times the least σ. Uniform noise of half width λ: the difference of the
 * bounds, times the least λ. A rival has at most what the lower bound leaves. Not thread-safe.
 */
public final class RealDistance {
  private static final MathContext DIGITS = new MathContext(40);
  private static final BigDecimal HALF = new BigDecimal("0.5");

  private final RealSchedule schedule;
  private final Map<BigDecimal, BigDecimal> quantiles = new HashMap<>();

  public RealDistance(RealSchedule schedule) {
    this.schedule = schedule;
  }

  public RealSchedule schedule() {
    return schedule;
  }

  /**
   * @param region of the node
   * @return empty if there is no end of it
   */
  public Optional<BigDecimal> radius(int region, Target target) {
    return reach(target)
        .map(reach -> reach.multiply(new BigDecimal(schedule.least(region)), DIGITS));
  }

  /** In units of the noise; at least 0. */
  Optional<BigDecimal> reach(Target target) {
    BigDecimal q = new BigDecimal(target.lowerBound());
    BigDecimal rest = BigDecimal.ONE.subtract(q);
    BigDecimal u =
        target.rival().isPresent() ? new BigDecimal(target.rival().getAsDouble()).min(rest) : rest;
    if (q.compareTo(u) <= 0) {
      return Optional.of(BigDecimal.ZERO);
    }
    if (schedule.law() == RealLaw.UNIFORM) {
      return Optional.of(q.subtract(u));
    }
    if (rest.signum() == 0 || u.signum() == 0) {
      return Optional.empty();
    }
    return Optional.of(quantile(q).subtract(quantile(u)).multiply(HALF, DIGITS));
  }

  private BigDecimal quantile(BigDecimal p) {
    return quantiles.computeIfAbsent(p, NormalLaw::quantile);
  }
}
