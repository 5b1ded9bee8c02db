package io.ringfence.solver;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.ringfence.certificates.AdversaryLimits;
import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Budget;
import io.ringfence.certificates.CollectiveCertificate;
import io.ringfence.certificates.CollectiveCertifier;
import io.ringfence.certificates.CollectiveMethod;
import io.ringfence.certificates.CollectiveTargets;
import io.ringfence.certificates.EnvelopeProblem;
import io.ringfence.certificates.IntegerProblem;
import io.ringfence.certificates.LinearCertificates;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.SearchLimit;
import io.ringfence.certificates.VoteCertificates;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrToolsCollectiveSolverTest {

  private static final int REGIONS = 3;

  private final OrToolsCollectiveSolver solver = new OrToolsCollectiveSolver();

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void boundsFromGlopLieBetweenTheExactSearchAndTheNaiveBound(long seed) {
    CollectiveTargets targets = targets(new Random(seed), 200);
    VoteCertificates votes = new VoteCertificates(schedule());
    Budget budget = new Budget((int) (seed % 3), 3);
    CollectiveCertificate exact =
        new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE);
    EnvelopeProblem problem = EnvelopeProblem.of(targets, votes, budget);

    double bound = problem.bound(solver.multipliers(problem));

    int naive = targets.size() - targets.abstaining() - exact.naive();
    assertThat(bound).isBetween(exact.bound(), naive + 1e-6);
  }

  @Test
  void aStoppedCertifierPublishesTheBoundOfTheBetterProof() {
    CollectiveTargets targets = targets(new Random(9), 400);
    VoteCertificates votes = new VoteCertificates(schedule());
    Budget budget = new Budget(0, 6);
    SearchLimit none = SearchLimit.ofNodes(0);

    CollectiveCertificate with =
        new CollectiveCertifier(votes, solver).certify(targets, budget, none);
    CollectiveCertificate without = new CollectiveCertifier(votes).certify(targets, budget, none);
    CollectiveCertificate exact =
        new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE);

    assertThat(with.certified()).isBetween(without.certified(), exact.certified());
    assertThat(with.method())
        .isIn(CollectiveMethod.ENVELOPE_SOLVER, CollectiveMethod.ENVELOPE, CollectiveMethod.NAIVE);
  }

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13})
  void cpSatFindsWhatEnumerationOfTheIntegerModelFinds(long seed) {
    CollectiveTargets targets = targets(new Random(seed), 40);
    Budget budget = new Budget(1, 3);
    IntegerProblem problem = IntegerProblem.of(targets, new LinearCertificates(schedule()), budget);
    long most = 0;
    for (Perturbation allocation : allocations(budget)) {
      most = Math.max(most, problem.attacked(allocation));
    }

    assertThat(solver.attackedAtMost(problem, SearchLimit.NONE)).hasValue(most);
  }

  @Test
  void limitsOfTheAdversaryReachBothModels() {
    CollectiveTargets targets = targets(new Random(31), 60);
    Budget budget = new Budget(2, 4);
    AdversaryLimits limits =
        AdversaryLimits.builder(REGIONS).attackedNodes(2).bitsPerNode(2).region(0, 1, 1).build();
    VoteCertificates votes = new VoteCertificates(schedule());
    CollectiveCertificate exact =
        new CollectiveCertifier(votes)
            .certify(targets, List.of(budget), limits, SearchLimit.NONE)
            .get(0);
    EnvelopeProblem problem = EnvelopeProblem.of(targets, votes, budget, limits);
    LinearCertificates linear = new LinearCertificates(schedule());

    long free =
        solver
            .attackedAtMost(IntegerProblem.of(targets, linear, budget), SearchLimit.NONE)
            .orElseThrow();
    long held =
        solver
            .attackedAtMost(IntegerProblem.of(targets, linear, budget, limits), SearchLimit.NONE)
            .orElseThrow();

    assertThat(held).isBetween((long) exact.bound(), free - 1);
    assertThat(problem.bound(solver.multipliers(problem))).isGreaterThanOrEqualTo(exact.bound());
  }

  @Test
  void theIntegerModelIsNeverBelowTheExactVoteSearch() {
    CollectiveTargets targets = targets(new Random(21), 100);
    Budget budget = new Budget(1, 2);
    CollectiveCertificate exact =
        new CollectiveCertifier(new VoteCertificates(schedule()))
            .certify(targets, budget, SearchLimit.NONE);
    IntegerProblem problem = IntegerProblem.of(targets, new LinearCertificates(schedule()), budget);

    assertThat(solver.attackedAtMost(problem, SearchLimit.NONE).orElseThrow())
        .isGreaterThanOrEqualTo((long) exact.bound());
  }

  /**
   * Reference: hull_lp of collective_graph_lp.json. Its envelopes reach beyond what the budget can
   * spend, ours do not, so ours may certify more, up to the exact optimum.
   */
  @Test
  void boundsReachTheIndependentRelaxation() throws IOException {
    JsonNode instances = new ObjectMapper().readTree(vectors().toFile());
    for (JsonNode instance : instances) {
      for (JsonNode result : instance.get("results")) {
        EnvelopeProblem problem = problem(instance, result);
        double promised = promised(problem);
        double certified = promised - problem.bound(solver.multipliers(problem));
        double reference = result.get("hull_lp").asDouble();
        assertThat(certified)
            .as("%s", result)
            .isBetween(reference - 1e-6, result.get("exact_milp").asDouble() + 1e-6);
      }
    }
  }

  private static double promised(EnvelopeProblem problem) {
    double promised = 0;
    for (int g = 0; g < problem.groups(); g++) {
      promised += problem.flat(g);
    }
    return promised;
  }

  private static EnvelopeProblem problem(JsonNode instance, JsonNode result) {
    int regions = instance.get("k").asInt();
    Budget budget = new Budget(result.get("add").asInt(), result.get("delete").asInt());
    double[][] distances = new double[regions][];
    double[] flat = new double[regions];
    for (int c = 0; c < regions; c++) {
      distances[c] = distances(instance, c);
      flat[c] = distances[c].length;
    }
    double[] zeros = new double[regions];
    double[] ones = new double[regions];
    Arrays.fill(zeros, budget.additions());
    Arrays.fill(ones, budget.deletions());
    EnvelopeProblem.Builder builder = EnvelopeProblem.builder(budget, flat, zeros, ones);
    for (int c = 0; c < regions; c++) {
      builder.row(
          c, distances[c], row(instance.get("c_add").get(c)), row(instance.get("c_del").get(c)));
    }
    return builder.build();
  }

  private static double[] distances(JsonNode instance, int region) {
    List<Double> distances = new ArrayList<>();
    for (int n = 0; n < instance.get("eta").size(); n++) {
      double eta = instance.get("eta").get(n).asDouble();
      if (eta > 0
          && instance.get("target").get(n).asBoolean()
          && instance.get("cluster").get(n).asInt() == region) {
        distances.add(eta);
      }
    }
    return distances.stream().mapToDouble(Double::doubleValue).toArray();
  }

  private static double[] row(JsonNode array) {
    double[] row = new double[array.size()];
    for (int j = 0; j < row.length; j++) {
      row[j] = array.get(j).asDouble();
    }
    return row;
  }

  private static Path vectors() {
    Path shared = shared();
    Path file =
        shared == null ? null : shared.resolve("data/vectors/math/collective_graph_lp.json");
    if (file == null || !Files.exists(file)) {
      return Assumptions.abort("collective_graph_lp.json is not on this machine.");
    }
    return file;
  }

  private static @Nullable Path shared() {
    String given = System.getProperty("ringfence.shared", System.getenv("RINGFENCE_SHARED"));
    if (given != null) {
      return Path.of(given);
    }
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.exists(at.resolve("shared/data/README.md"))) {
        return at.resolve("shared");
      }
    }
    return null;
  }

  private static BinaryNoiseSchedule schedule() {
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < REGIONS; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < REGIONS; j++) {
        row.add(NoiseLevel.of(0.01, 0.6 + 0.15 * ((j - c + REGIONS) % REGIONS)));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  private static CollectiveTargets targets(Random random, int count) {
    CollectiveTargets.Builder builder = CollectiveTargets.builder(REGIONS);
    for (int n = 0; n < count; n++) {
      builder.add(random.nextInt(REGIONS), 1 - Math.pow(random.nextDouble(), 4) / 2);
    }
    return builder.build();
  }

  private static List<Perturbation> allocations(Budget budget) {
    List<Perturbation> all = new ArrayList<>();
    for (int[] a : splits(budget.additions())) {
      for (int[] d : splits(budget.deletions())) {
        all.add(Perturbation.of(a, d));
      }
    }
    return all;
  }

  private static List<int[]> splits(int total) {
    List<int[]> all = new ArrayList<>();
    for (int i = 0; i <= total; i++) {
      for (int k = 0; i + k <= total; k++) {
        all.add(new int[] {i, k, total - i - k});
      }
    }
    return all;
  }
}
