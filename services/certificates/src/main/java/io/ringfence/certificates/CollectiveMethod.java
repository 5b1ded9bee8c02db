package io.ringfence.certificates;

/** Which proof gave the number of a collective certificate. */
public enum CollectiveMethod {
  /** Every target judged by itself against the whole budget in its worst place. */
  NAIVE,
  /** Search over all allocations of the budget with exact vote thresholds, run to its end. */
  EXACT,
  /**
   * The same search stopped early: the largest upper bound of what was still open; or the optimum
   * of a larger budget of the same grid.
   */
  EXACT_BOUND,
  /** Concave envelopes of the linear rows, multipliers found by this package. */
  ENVELOPE,
  /** Concave envelopes of the linear rows, multipliers proposed by a solver. */
  ENVELOPE_SOLVER
}
