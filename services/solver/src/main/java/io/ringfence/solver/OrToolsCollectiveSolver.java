package io.ringfence.solver;

import io.ringfence.certificates.EnvelopeProblem;
import io.ringfence.certificates.IntegerProblem;
import io.ringfence.certificates.LinearCollectiveSolver;
import io.ringfence.certificates.SearchLimit;
import java.util.OptionalLong;

/**
 * The collective problem of the linear rows on OR-Tools: GLOP for the relaxation, CP-SAT for the
 * integer model. Thread-safe; every call builds its own model and frees it.
 */
public final class OrToolsCollectiveSolver implements LinearCollectiveSolver {

  @Override
  public double[] multipliers(EnvelopeProblem problem) {
    try (GlopRelaxation relaxation = new GlopRelaxation(problem)) {
      return relaxation.multipliers();
    }
  }

  @Override
  public OptionalLong attackedAtMost(IntegerProblem problem, SearchLimit limit) {
    return new IntegerModel(problem).bound(limit);
  }
}
