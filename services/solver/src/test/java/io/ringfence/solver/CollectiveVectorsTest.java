package io.ringfence.solver;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.google.ortools.linearsolver.MPConstraint;
import com.google.ortools.linearsolver.MPObjective;
import com.google.ortools.linearsolver.MPSolver;
import com.google.ortools.linearsolver.MPVariable;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * The collective problem as it is written down, one row per target and real-valued allocations,
 * against the independent values of {@code collective_graph_lp.json}; and how the relaxation that
 * is published as a bound compares with the plain one.
 */
class CollectiveVectorsTest {

  private static final double NEAR = 1e-6;

  @Test
  void theNaiveNumberIsReproduced() throws IOException {
    for (Case c : cases()) {
      assertThat(c.targets() - c.naivelyAttacked())
          .as("%s", c.result)
          .isEqualTo((long) c.value("naive"));
    }
  }

  @Test
  void thePlainRelaxationIsReproduced() throws IOException {
    for (Case c : cases()) {
      assertThat(c.targets() - c.solve("GLOP", false))
          .as("%s", c.result)
          .isCloseTo(c.value("ref_lp"), within(NEAR));
    }
  }

  @Test
  void theExactOptimumIsReproduced() throws IOException {
    for (Case c : cases()) {
      assertThat(c.targets() - c.solve("SCIP", true))
          .as("%s", c.result)
          .isCloseTo(c.value("exact_milp"), within(NEAR));
    }
  }

  private static List<Case> cases() throws IOException {
    NativeLibraries.load();
    Path file = SharedVectors.file("collective_graph_lp.json");
    List<Case> cases = new ArrayList<>();
    for (JsonNode instance : new ObjectMapper().readTree(file.toFile())) {
      instance.get("results").forEach(result -> cases.add(new Case(instance, result)));
    }
    assertThat(cases).hasSizeGreaterThan(20);
    return cases;
  }

  /** One instance at one budget; a target with η = 0 falls for nothing. */
  private record Case(JsonNode instance, JsonNode result) {

    double value(String name) {
      return result.get(name).asDouble();
    }

    int targets() {
      return instance.get("n_target").asInt();
    }

    private boolean target(int n) {
      return instance.get("target").get(n).asBoolean();
    }

    private double eta(int n) {
      return instance.get("eta").get(n).asDouble();
    }

    private double weight(String kind, int n, int j) {
      return instance.get(kind).get(instance.get("cluster").get(n).asInt()).get(j).asDouble();
    }

    long naivelyAttacked() {
      long attacked = 0;
      for (int n = 0; n < instance.get("eta").size(); n++) {
        attacked += target(n) && eta(n) <= worst(n) ? 1 : 0;
      }
      return attacked;
    }

    private double worst(int n) {
      double addition = 0;
      double deletion = 0;
      for (int j = 0; j < instance.get("k").asInt(); j++) {
        addition = Math.max(addition, weight("c_add", n, j));
        deletion = Math.max(deletion, weight("c_del", n, j));
      }
      return value("add") * addition + value("delete") * deletion;
    }

    double solve(String solverName, boolean whole) {
      MPSolver solver = MPSolver.createSolver(solverName);
      int regions = instance.get("k").asInt();
      MPVariable[] additions = allocation(solver, regions, value("add"));
      MPVariable[] deletions = allocation(solver, regions, value("delete"));
      MPObjective objective = solver.objective();
      objective.setMaximization();
      for (int n = 0; n < instance.get("eta").size(); n++) {
        if (target(n)) {
          MPVariable falls = solver.makeVar(0, 1, whole, "t" + n);
          objective.setCoefficient(falls, 1);
          MPConstraint row = solver.makeConstraint(0, Double.POSITIVE_INFINITY);
          row.setCoefficient(falls, -eta(n));
          for (int j = 0; j < regions; j++) {
            row.setCoefficient(additions[j], weight("c_add", n, j));
            row.setCoefficient(deletions[j], weight("c_del", n, j));
          }
        }
      }
      try {
        assertThat(solver.solve()).isEqualTo(MPSolver.ResultStatus.OPTIMAL);
        return objective.value();
      } finally {
        solver.delete();
      }
    }

    private static MPVariable[] allocation(MPSolver solver, int regions, double budget) {
      MPVariable[] amounts = solver.makeNumVarArray(regions, 0, budget);
      MPConstraint all = solver.makeConstraint(0, budget);
      for (MPVariable amount : amounts) {
        all.setCoefficient(amount, 1);
      }
      return amounts;
    }
  }
}
