package io.ringfence.certificates;

import java.util.OptionalLong;

/**
 * A solver for the collective problem of the linear rows, to be provided from outside. Nothing it
 * says is believed: its multipliers become a proven bound in {@link EnvelopeProblem#bound}.
 */
public interface LinearCollectiveSolver {

  /**
   * Dual values of the lines of the relaxation.
   *
   * @return one multiplier per line, of any quality; all zero if the solver failed
   */
  double[] multipliers(EnvelopeProblem problem);

  /**
   * The solver's own bound on the number attacked in the integer model. A claim, for comparison and
   * diagnosis: no certificate is published from it.
   *
   * @return empty if the solver has no bound, or contradicts itself
   */
  OptionalLong attackedAtMost(IntegerProblem problem, SearchLimit limit);
}
