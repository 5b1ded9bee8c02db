package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Certificates against the truth on graphs whose noisy inputs can all be enumerated.
 *
 * <p>More cases: {@code -Dringfence.oracle.cases=1000000}.
 */
class OracleTest {

  private static final int BATCHES = 10;
  private static final int CASES = Integer.getInteger("ringfence.oracle.cases", 2_500);

  /** Rounding of the enumeration itself. */
  private static final double TOLERANCE = 1e-12;

  private static long cases;
  private static long trulyRobust;
  private static long exactlyCertified;
  private static long linearlyCertified;
  private static long trulyKept;
  private static long collectivelyCertified;
  private static long boundedCertified;
  private static long naivelyCertified;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7, 8, 9})
  void noCertificateIsViolatedByAnyPerturbationWithinItsBudget(int batch) {
    for (int i = batch; i < CASES; i += BATCHES) {
      new Case(20_260_000L + i).check();
    }
  }

  @AfterAll
  static void printTightness() {
    System.out.printf(
        "Oracle: %d cases. Single: exact %d and linear %d of %d truly robust (%.3f, %.3f).%n"
            + "Collective: exact %d, stopped early %d, naive %d of %d truly kept (%.3f, %.3f, %.3f).%n",
        cases,
        exactlyCertified,
        linearlyCertified,
        trulyRobust,
        (double) exactlyCertified / trulyRobust,
        (double) linearlyCertified / trulyRobust,
        collectivelyCertified,
        boundedCertified,
        naivelyCertified,
        trulyKept,
        (double) collectivelyCertified / trulyKept,
        (double) boundedCertified / trulyKept,
        (double) naivelyCertified / trulyKept);
  }

  /** One random graph, several budgets. */
  private static final class Case {
    private final long seed;
    private final Random random;
    private final TinyGraph graph;
    private final VoteCertificates votes;
    private final LinearCertificates linear;
    private final double[] lowerBound;

    Case(long seed) {
      this.seed = seed;
      random = new Random(seed);
      graph = new TinyGraph(random, random.nextInt(20) == 0 ? 12 : 9);
      votes = new VoteCertificates(graph.schedule);
      linear = new LinearCertificates(graph.schedule);
      lowerBound = new double[graph.nodes];
      for (int n = 0; n < graph.nodes; n++) {
        int predicted = graph.prediction(n, graph.clean);
        lowerBound[n] = Math.max(0, graph.votes[n][predicted][graph.clean] - TOLERANCE);
      }
    }

    void check() {
      cases++;
      checkThresholds();
      for (int i = 0; i < 3; i++) {
        Budget budget = new Budget(random.nextInt(4), random.nextInt(4));
        checkSingle(budget);
        checkCollective(budget);
      }
    }

    private void checkThresholds() {
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (random.nextInt(8) != 0) {
          continue;
        }
        Perturbation perturbation = graph.perturbation(x);
        for (int n = 0; n < graph.nodes; n++) {
          if (lowerBound[n] > votes.threshold(graph.regionOfNode[n], perturbation)) {
            assertThat(keepsMajority(n, x)).as("seed %d, node %d, x %d", seed, n, x).isTrue();
          }
        }
      }
    }

    private void checkSingle(Budget budget) {
      for (int n = 0; n < graph.nodes; n++) {
        int region = graph.regionOfNode[n];
        boolean truth = trulyRobust(n, budget);
        boolean exact = votes.robust(region, lowerBound[n], budget);
        boolean weaker = linear.robust(region, lowerBound[n], budget);
        assertThat(!exact || truth).as("seed %d, node %d, %s", seed, n, budget).isTrue();
        assertThat(!weaker || exact)
            .as("linear beyond exact: seed %d, node %d, %s", seed, n, budget)
            .isTrue();
        trulyRobust += truth ? 1 : 0;
        exactlyCertified += exact ? 1 : 0;
        linearlyCertified += weaker ? 1 : 0;
      }
    }

    private void checkCollective(Budget budget) {
      CollectiveTargets targets = targets();
      int kept = trulyKept(budget);
      CollectiveCertifier certifier = new CollectiveCertifier(votes);
      CollectiveCertificate exact = certifier.certify(targets, budget, SearchLimit.NONE);
      CollectiveCertificate stopped =
          certifier.certify(targets, budget, SearchLimit.ofNodes(random.nextInt(6)));
      for (CollectiveCertificate certificate : List.of(exact, stopped)) {
        assertThat(certificate.certified())
            .as("seed %d, %s", seed, certificate)
            .isBetween(certificate.naive(), kept);
      }
      assertThat(stopped.certified()).isLessThanOrEqualTo(exact.certified());
      if (random.nextInt(4) == 0) {
        checkEnvelope(targets, budget, kept);
      }
      trulyKept += kept;
      collectivelyCertified += exact.certified();
      boundedCertified += stopped.certified();
      naivelyCertified += exact.naive();
    }

    /** The linear rows alone, without any help of the exact thresholds. */
    private void checkEnvelope(CollectiveTargets targets, Budget budget, int kept) {
      double[] flat = targets.groups().stream().mapToDouble(TargetGroup::size).toArray();
      EnvelopeProblem problem =
          EnvelopeProblem.of(targets, linear, flat, budget, AdversaryLimits.NONE);
      int promised = targets.size() - targets.abstaining();
      int certified = promised - (int) Math.floor(MirrorAscent.bound(problem));
      assertThat(certified).as("envelope: seed %d, %s", seed, budget).isLessThanOrEqualTo(kept);
    }

    private CollectiveTargets targets() {
      CollectiveTargets.Builder builder = CollectiveTargets.builder(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        builder.add(graph.regionOfNode[n], lowerBound[n]);
      }
      if (random.nextBoolean()) {
        for (int j = 0; j < graph.regions; j++) {
          builder.available(j, graph.zeros(j), graph.ones(j));
        }
      }
      return builder.build();
    }

    /** The fewest predictions that one perturbation within the budget leaves in place. */
    private int trulyKept(Budget budget) {
      int fewest = graph.nodes;
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (within(x, budget)) {
          int kept = 0;
          for (int n = 0; n < graph.nodes; n++) {
            kept += keepsPrediction(n, x) ? 1 : 0;
          }
          fewest = Math.min(fewest, kept);
        }
      }
      return fewest;
    }

    private boolean trulyRobust(int node, Budget budget) {
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (within(x, budget) && !keepsPrediction(node, x)) {
          return false;
        }
      }
      return true;
    }

    private boolean within(int x, Budget budget) {
      return graph.additions(x) <= budget.additions() && graph.deletions(x) <= budget.deletions();
    }

    private boolean keepsPrediction(int node, int x) {
      return graph.prediction(node, x) == graph.prediction(node, graph.clean)
          || keepsMajority(node, x);
    }

    private boolean keepsMajority(int node, int x) {
      int predicted = graph.prediction(node, graph.clean);
      return graph.votes[node][predicted][x] > 0.5 - TOLERANCE;
    }
  }
}
