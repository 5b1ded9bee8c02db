package io.ringfence.solver;

import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import io.ringfence.certificates.EnvelopeProblem;

/**
 * One solve of the envelope relaxation with GLOP. GLOP has returned wrong optima before; only its
 * dual values leave this class, and they are turned into a proven bound elsewhere.
 */
final class GlopRelaxation implements AutoCloseable {

  private final EnvelopeProblem problem;
  private final MPSolver solver;
  private final MPVariable[] attacked;
  private final MPVariable[] additions;
  private final MPVariable[] deletions;
  private final MPConstraint[] lines;

  GlopRelaxation(EnvelopeProblem problem) {
    NativeLibraries.load();
    this.problem = problem;
    solver = MPSolver.createSolver("GLOP");
    attacked = new MPVariable[problem.groups()];
    additions = new MPVariable[problem.regions()];
    deletions = new MPVariable[problem.regions()];
    lines = new MPConstraint[problem.lines()];
    addVariables();
    addLines();
    addBudgets();
  }

  /** Dual values, all zero if there is no optimum. */
  double[] multipliers() {
    double[] multipliers = new double[lines.length];
    if (solver.solve() == MPSolver.ResultStatus.OPTIMAL) {
      for (int k = 0; k < lines.length; k++) {
        multipliers[k] = Math.max(0, lines[k].dualValue());
      }
    }
    return multipliers;
  }

  private void addVariables() {
    MPObjective objective = solver.objective();
    objective.setMaximization();
    for (int g = 0; g < attacked.length; g++) {
      attacked[g] = solver.makeNumVar(0, problem.flat(g), "t" + g);
      objective.setCoefficient(attacked[g], 1);
    }
    for (int j = 0; j < additions.length; j++) {
      additions[j] = solver.makeNumVar(0, problem.zeros(j), "a" + j);
      deletions[j] = solver.makeNumVar(0, problem.ones(j), "b" + j);
    }
  }

  private void addLines() {
    for (int k = 0; k < lines.length; k++) {
      lines[k] = solver.makeConstraint(Double.NEGATIVE_INFINITY, problem.intercept(k));
      lines[k].setCoefficient(attacked[problem.group(k)], 1);
      for (int j = 0; j < additions.length; j++) {
        lines[k].setCoefficient(additions[j], -problem.additionSlope(k, j));
        lines[k].setCoefficient(deletions[j], -problem.deletionSlope(k, j));
      }
    }
  }

  private void addBudgets() {
    limit(additions, problem.budget().additions());
    limit(deletions, problem.budget().deletions());
    if (Double.isFinite(problem.bits())) {
      MPConstraint bits = solver.makeConstraint(Double.NEGATIVE_INFINITY, problem.bits());
      for (int j = 0; j < additions.length; j++) {
        bits.setCoefficient(additions[j], 1);
        bits.setCoefficient(deletions[j], 1);
      }
    }
  }

  private void limit(MPVariable[] variables, int budget) {
    MPConstraint constraint = solver.makeConstraint(Double.NEGATIVE_INFINITY, budget);
    for (MPVariable variable : variables) {
      constraint.setCoefficient(variable, 1);
    }
  }

  @Override
  public void close() {
    solver.delete();
  }
}
