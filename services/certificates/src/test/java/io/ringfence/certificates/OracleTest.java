package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.function.IntPredicate;
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
  private static final int CASES = Integer.getInteger("ringfence.oracle.cases", 10_000);

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
  private static long pluralCertified;
  private static long limitedKept;
  private static long limitedCertified;

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
    System.out.printf(
        "Plurality: %d certified alone. Limited adversary: %d of %d truly kept (%.3f).%n",
        pluralCertified, limitedCertified, limitedKept, (double) limitedCertified / limitedKept);
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
      graph = new TinyGraph(random, bits(random));
      votes = new VoteCertificates(graph.schedule);
      linear = new LinearCertificates(graph.schedule);
      lowerBound = new double[graph.nodes];
      for (int n = 0; n < graph.nodes; n++) {
        int predicted = graph.prediction(n, graph.clean);
        lowerBound[n] = Math.max(0, graph.votes[n][predicted][graph.clean] - TOLERANCE);
      }
    }

    /** Mostly small, so that many cases fit; some as large as enumeration allows. */
    private static int bits(Random random) {
      int roll = random.nextInt(200);
      return roll == 0 ? 14 : roll < 6 ? 12 : roll < 40 ? 9 : 6;
    }

    void check() {
      cases++;
      checkThresholds();
      Budget budget = new Budget(random.nextInt(4), random.nextInt(4));
      checkSingle(budget);
      checkPlurality(budget);
      checkCollective(budget);
      checkScores(budget);
      checkLimited(budget);
      checkDisplaced(new Budget(random.nextInt(3), random.nextInt(3)));
    }

    /**
     * The truth as the bounds of a plurality form, which must be at least as good as a majority.
     */
    private VoteBound plurality(int n) {
      int predicted = graph.prediction(n, graph.clean);
      double rival = 0;
      for (int y = 0; y < graph.classes; y++) {
        rival = y == predicted ? rival : Math.max(rival, graph.votes[n][y][graph.clean]);
      }
      OptionalDouble upper = OptionalDouble.of(Math.min(1, rival + TOLERANCE));
      return new VoteBound(predicted, 1, 1, 0.01, lowerBound[n], upper);
    }

    private void checkPlurality(Budget budget) {
      Perturbation nothing = Perturbation.none(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        int region = graph.regionOfNode[n];
        boolean certified = votes.robust(region, plurality(n), nothing, budget);
        boolean majority = votes.robust(region, lowerBound[n], budget);
        assertThat(!certified || trulyAhead(n, budget))
            .as("plurality: seed %d, node %d, %s", seed, n, budget)
            .isTrue();
        assertThat(certified || !majority)
            .as("majority beyond plurality: seed %d, node %d, %s", seed, n, budget)
            .isTrue();
        pluralCertified += certified ? 1 : 0;
      }
      CollectiveTargets.Builder builder = CollectiveTargets.builder(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        builder.add(graph.regionOfNode[n], plurality(n));
      }
      CollectiveCertificate certificate =
          new CollectiveCertifier(votes).certify(builder.build(), budget, SearchLimit.NONE);
      assertThat(certificate.certified())
          .as("plurality: seed %d, %s", seed, certificate)
          .isBetween(certificate.naive(), trulyKept(budget));
    }

    private boolean trulyAhead(int node, Budget budget) {
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (within(x, budget) && graph.prediction(node, x) != graph.prediction(node, graph.clean)) {
          return false;
        }
      }
      return true;
    }

    /** Votes as scores: a lower bound that says less than the one-mean row, which must hold it. */
    private void checkScores(Budget budget) {
      CollectiveTargets.Builder builder = CollectiveTargets.builder(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        double mean = lowerBound[n];
        double t = Math.min(1e6, Math.max(1e-3, (mean - 0.5) / Math.max(1e-9, mean * (1 - mean))));
        double payoff = mean - t / 2 * mean * (1 - mean) - 1e-9 * t;
        double weaker = Math.max(0, mean - random.nextDouble() * (mean - 0.5));
        ScoreBound bound =
            new ScoreBound(
                graph.prediction(n, graph.clean),
                1,
                0.01,
                weaker,
                Optional.of(new ScoreBound.OneMean(t, mean, payoff)));
        builder.add(graph.regionOfNode[n], bound);
        boolean certified =
            votes.robust(graph.regionOfNode[n], bound, Perturbation.none(graph.regions), budget);
        assertThat(!certified || trulyRobust(n, budget))
            .as("scores: seed %d, node %d, %s", seed, n, budget)
            .isTrue();
      }
      for (SearchLimit limit : List.of(SearchLimit.NONE, SearchLimit.ofNodes(random.nextInt(4)))) {
        CollectiveCertificate certificate =
            new CollectiveCertifier(votes).certify(builder.build(), budget, limit);
        assertThat(certificate.certified())
            .as("scores: seed %d, %s", seed, certificate)
            .isBetween(certificate.naive(), trulyKept(budget));
      }
    }

    /** At most so many nodes, so many bits of each, caps per region and one node protected. */
    private void checkLimited(Budget budget) {
      int protectedNode = random.nextInt(2 * graph.nodes);
      int most = random.nextInt(graph.nodes + 1);
      int bits = 1 + random.nextInt(2);
      AdversaryLimits.Builder builder = AdversaryLimits.builder(graph.regions);
      int[] capA = random.ints(graph.regions, 0, 4).toArray();
      int[] capD = random.ints(graph.regions, 0, 4).toArray();
      for (int j = 0; j < graph.regions; j++) {
        builder.region(j, capA[j], capD[j]);
      }
      AdversaryLimits limits = builder.attackedNodes(most).bitsPerNode(bits).build();
      CollectiveTargets.Builder targets = CollectiveTargets.builder(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        targets.add(graph.regionOfNode[n], lowerBound[n]);
        int ones = Integer.bitCount(graph.clean >> n * graph.bitsPerNode & mask());
        if (n != protectedNode) {
          targets.attackable(graph.regionOfNode[n], graph.bitsPerNode - ones, ones);
        }
      }
      IntPredicate allowed =
          x -> within(x, budget) && allows(x, protectedNode, most, bits, capA, capD);
      int kept = trulyKept(allowed);
      CollectiveCertifier certifier = new CollectiveCertifier(votes);
      for (SearchLimit limit : List.of(SearchLimit.NONE, SearchLimit.ofNodes(random.nextInt(4)))) {
        CollectiveCertificate certificate =
            certifier.certify(targets.build(), List.of(budget), limits, limit).get(0);
        assertThat(certificate.certified())
            .as("limited: seed %d, %s", seed, certificate)
            .isBetween(certificate.naive(), kept);
        limitedCertified += limit.equals(SearchLimit.NONE) ? certificate.certified() : 0;
      }
      limitedKept += kept;
      double[] flat = targets.build().groups().stream().mapToDouble(TargetGroup::size).toArray();
      EnvelopeProblem problem = EnvelopeProblem.of(targets.build(), linear, flat, budget, limits);
      int promised = targets.build().size() - targets.build().abstaining();
      assertThat(promised - (int) Math.floor(MirrorAscent.bound(problem)))
          .as("limited envelope: seed %d", seed)
          .isLessThanOrEqualTo(kept);
    }

    private int mask() {
      return (1 << graph.bitsPerNode) - 1;
    }

    private boolean allows(int x, int protectedNode, int most, int bits, int[] capA, int[] capD) {
      int touched = 0;
      for (int n = 0; n < graph.nodes; n++) {
        int changed = Integer.bitCount((x ^ graph.clean) >> n * graph.bitsPerNode & mask());
        touched += changed > 0 ? 1 : 0;
        if (changed > bits || (changed > 0 && n == protectedNode)) {
          return false;
        }
      }
      Perturbation p = graph.perturbation(x);
      for (int j = 0; j < graph.regions; j++) {
        if (p.additions(j) > capA[j] || p.deletions(j) > capD[j]) {
          return false;
        }
      }
      return touched <= most;
    }

    /** Bounds drawn at the clean graph, judged after some bits have changed. */
    private void checkDisplaced(Budget budget) {
      int now = graph.clean ^ (1 << random.nextInt(graph.bits()));
      Perturbation spent = graph.perturbation(now);
      CollectiveTargets.Builder builder = CollectiveTargets.builder(graph.regions);
      for (int n = 0; n < graph.nodes; n++) {
        builder.add(graph.regionOfNode[n], lowerBound[n], spent);
        boolean certified = votes.robust(graph.regionOfNode[n], lowerBound[n], spent, budget);
        assertThat(!certified || trulyRobust(n, x -> near(now, x, budget)))
            .as("displaced: seed %d, node %d, %s", seed, n, budget)
            .isTrue();
      }
      CollectiveCertificate certificate =
          new CollectiveCertifier(votes).certify(builder.build(), budget, SearchLimit.NONE);
      assertThat(certificate.certified())
          .as("displaced: seed %d, %s", seed, certificate)
          .isLessThanOrEqualTo(trulyKept(x -> near(now, x, budget)));
    }

    private static boolean near(int now, int x, Budget budget) {
      return Integer.bitCount(x & ~now) <= budget.additions()
          && Integer.bitCount(now & ~x) <= budget.deletions();
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
      return trulyKept(x -> within(x, budget));
    }

    private int trulyKept(IntPredicate allowed) {
      int fewest = graph.nodes;
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (allowed.test(x)) {
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
      return trulyRobust(node, x -> within(x, budget));
    }

    private boolean trulyRobust(int node, IntPredicate allowed) {
      for (int x = 0; x < 1 << graph.bits(); x++) {
        if (allowed.test(x) && !keepsPrediction(node, x)) {
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
