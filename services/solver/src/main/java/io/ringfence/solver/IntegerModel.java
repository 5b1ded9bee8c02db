package io.ringfence.solver;

import com.google.ortools.sat.BoolVar;
import com.google.ortools.sat.CpModel;
import com.google.ortools.sat.CpSolver;
import com.google.ortools.sat.CpSolverStatus;
import com.google.ortools.sat.IntVar;
import com.google.ortools.sat.LinearExpr;
import com.google.ortools.sat.LinearExprBuilder;
import io.ringfence.certificates.IntegerProblem;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.SearchLimit;
import java.time.Duration;
import java.util.OptionalLong;

/**
 * The integer model on CP-SAT: one thread and a fixed seed, so that a limit in nodes (conflicts)
 * gives the same answer every time.
 */
final class IntegerModel {

  private static final Duration LONGEST = Duration.ofDays(1);

  private final IntegerProblem problem;
  private final CpModel model = new CpModel();
  private final IntVar[] additions;
  private final IntVar[] deletions;

  IntegerModel(IntegerProblem problem) {
    NativeLibraries.load();
    this.problem = problem;
    additions = new IntVar[problem.regions()];
    deletions = new IntVar[problem.regions()];
    for (int j = 0; j < additions.length; j++) {
      additions[j] = model.newIntVar(0, problem.zeros(j), "a" + j);
      deletions[j] = model.newIntVar(0, problem.ones(j), "b" + j);
    }
    model.addLessOrEqual(LinearExpr.sum(additions), problem.budget().additions());
    model.addLessOrEqual(LinearExpr.sum(deletions), problem.budget().deletions());
    addNodes();
    addSteps();
  }

  /**
   * The proven bound as CP-SAT sees it, empty if it has none or its own best attack, counted here,
   * exceeds it.
   */
  OptionalLong bound(SearchLimit limit) {
    CpSolver solver = new CpSolver();
    Duration time = limit.time().compareTo(LONGEST) < 0 ? limit.time() : LONGEST;
    solver
        .getParameters()
        .setNumWorkers(1)
        .setRandomSeed(1)
        .setMaxTimeInSeconds(time.toNanos() / 1e9)
        .setMaxNumberOfConflicts(limit.nodes());
    CpSolverStatus status = solver.solve(model);
    if (status != CpSolverStatus.OPTIMAL && status != CpSolverStatus.FEASIBLE) {
      return OptionalLong.empty();
    }
    long bound = (long) Math.floor(solver.bestObjectiveBound() + 1e-6);
    return problem.attacked(allocation(solver)) <= bound
        ? OptionalLong.of(bound)
        : OptionalLong.empty();
  }

  private Perturbation allocation(CpSolver solver) {
    int[] a = new int[additions.length];
    int[] d = new int[deletions.length];
    for (int j = 0; j < a.length; j++) {
      a[j] = (int) solver.value(additions[j]);
      d[j] = (int) solver.value(deletions[j]);
    }
    return Perturbation.of(a, d);
  }

  /** At most m nodes, r bits of each: r·k_j ≥ a_j + b_j, Σ_j k_j ≤ m. */
  private void addNodes() {
    int most = problem.adversary().attackedNodes();
    int bits = problem.adversary().bitsPerNode();
    if (most < Integer.MAX_VALUE) {
      IntVar[] attacked = new IntVar[additions.length];
      for (int j = 0; j < attacked.length; j++) {
        attacked[j] = model.newIntVar(0, most, "k" + j);
        long capacity = Math.min(bits, (long) problem.zeros(j) + problem.ones(j));
        LinearExprBuilder spare = LinearExpr.newBuilder().addTerm(attacked[j], capacity);
        model.addGreaterOrEqual(spare.addTerm(additions[j], -1).addTerm(deletions[j], -1), 0);
      }
      model.addLessOrEqual(LinearExpr.sum(attacked), most);
    }
  }

  private void addSteps() {
    LinearExprBuilder objective = LinearExpr.newBuilder();
    for (IntegerProblem.Step step : problem.steps()) {
      BoolVar falls = model.newBoolVar("t");
      objective.addTerm(falls, step.targets());
      for (IntegerProblem.Row row : step.rows()) {
        model.addGreaterOrEqual(spend(row).addTerm(falls, -row.need()), 0);
      }
    }
    model.maximize(objective);
  }

  private LinearExprBuilder spend(IntegerProblem.Row row) {
    LinearExprBuilder spend = LinearExpr.newBuilder();
    for (int j = 0; j < additions.length; j++) {
      spend.addTerm(additions[j], row.additions().get(j));
      spend.addTerm(deletions[j], row.deletions().get(j));
    }
    return spend;
  }
}
