package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CollectiveCertifierTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
  void theSearchFindsWhatEnumerationFinds(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 10; i++) {
      int regions = 2 + random.nextInt(3);
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, regions);
      VoteCertificates votes = new VoteCertificates(schedule);
      CollectiveTargets targets = randomTargets(random, regions, 60);
      Budget budget = new Budget(random.nextInt(3), random.nextInt(5));
      int most = 0;
      for (Perturbation p : VoteCertificatesTest.allocations(regions, budget)) {
        most = Math.max(most, attacked(targets, votes, p));
      }

      CollectiveCertificate certificate =
          new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE);

      assertThat(certificate.method()).isEqualTo(CollectiveMethod.EXACT);
      assertThat(certificate.bound()).as("%s %s", schedule, budget).isEqualTo(most);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {21, 22, 23})
  void limitsPerRegionAreRespectedExactly(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      int regions = 3;
      VoteCertificates votes = new VoteCertificates(TinyGraph.schedule(random, regions));
      int[] zeros = random.ints(regions, 0, 3).toArray();
      int[] ones = random.ints(regions, 0, 3).toArray();
      CollectiveTargets.Builder builder = fill(random, CollectiveTargets.builder(regions), 40);
      for (int j = 0; j < regions; j++) {
        builder.available(j, zeros[j], ones[j]);
      }
      CollectiveTargets targets = builder.build();
      int most = 0;
      for (int a = 0; a <= 2; a++) {
        for (int d = 0; d <= 3; d++) {
          for (Perturbation p : VoteCertificatesTest.allocations(regions, new Budget(a, d))) {
            if (within(p, zeros, ones)) {
              most = Math.max(most, attacked(targets, votes, p));
            }
          }
        }
      }

      CollectiveCertificate certificate =
          new CollectiveCertifier(votes).certify(targets, new Budget(2, 3), SearchLimit.NONE);

      assertThat(certificate.bound()).isEqualTo(most);
    }
  }

  /**
   * Two input regions that tell the same in one row, and nothing in the other by different levels.
   */
  @Test
  void regionsThatDominateEachOtherAreNotBothLeftOut() {
    NoiseLevel telling = NoiseLevel.of(0.01, 0.3);
    BinaryNoiseSchedule schedule =
        BinaryNoiseSchedule.of(
            List.of(
                List.of(telling, telling),
                List.of(NoiseLevel.of(0.5, 0.5), NoiseLevel.of(0.25, 0.75))));
    VoteCertificates votes = new VoteCertificates(schedule);
    CollectiveTargets targets = CollectiveTargets.builder(2).add(0, 0.6).add(1, 0.6).build();

    CollectiveCertificate certificate =
        new CollectiveCertifier(votes).certify(targets, new Budget(1, 1), SearchLimit.NONE);

    assertThat(certificate.bound()).isEqualTo(1);
  }

  /** The best attack found so far is below the truth; what is published must not be. */
  @Test
  void aStoppedSearchReportsTheBoundAndNotTheIncumbent() {
    Random random = new Random(31);
    VoteCertificates votes = new VoteCertificates(ranked(5));
    CollectiveTargets targets = randomTargets(random, 5, 500);
    Budget budget = new Budget(1, 6);
    CollectiveCertifier certifier = new CollectiveCertifier(votes);
    int exact = certifier.certify(targets, budget, SearchLimit.NONE).certified();
    int before = 0;

    for (long nodes : new long[] {0, 10, 50, 100, 300, 1_000, 100_000}) {
      CollectiveCertificate certificate =
          certifier.certify(targets, budget, SearchLimit.ofNodes(nodes));
      assertThat(certificate.certified()).isBetween(Math.max(before, certificate.naive()), exact);
      before = certificate.certified();
    }
    assertThat(before).isEqualTo(exact);
    assertThat(certifier.certify(targets, budget, SearchLimit.ofNodes(0)).certified())
        .isLessThan(exact);
  }

  @Test
  void collectiveIsNeverBelowNaiveAndMonotoneOverAGrid() {
    VoteCertificates votes = new VoteCertificates(ranked(4));
    CollectiveTargets targets = randomTargets(new Random(41), 4, 300);
    List<Budget> grid = new ArrayList<>();
    for (int a = 0; a < 3; a++) {
      for (int d = 0; d < 6; d++) {
        grid.add(new Budget(a, d));
      }
    }

    List<CollectiveCertificate> certificates =
        new CollectiveCertifier(votes).certify(targets, grid, SearchLimit.ofNodes(60));

    assertThat(certificates).extracting(CollectiveCertificate::budget).isEqualTo(grid);
    assertThat(certificates).allMatch(c -> c.certified() >= c.naive());
    for (CollectiveCertificate small : certificates) {
      assertThat(certificates)
          .filteredOn(c -> c.budget().covers(small.budget()))
          .allMatch(large -> large.certified() <= small.certified());
    }
  }

  @Test
  void abstainingTargetsCountAsTargetsAndNeverAsCertified() {
    CollectiveTargets targets =
        CollectiveTargets.builder(1).add(0, 0.5).add(0, 0.2).add(0, 0.9).build();

    CollectiveCertificate certificate =
        new CollectiveCertifier(new VoteCertificates(ranked(1)))
            .certify(targets, new Budget(0, 0), SearchLimit.NONE);

    assertThat(certificate.targets()).isEqualTo(3);
    assertThat(certificate.abstaining()).isEqualTo(2);
    assertThat(certificate.certified()).isEqualTo(1);
  }

  @Test
  void withoutTargetsThereIsNothingToCertify() {
    CollectiveCertificate certificate =
        new CollectiveCertifier(new VoteCertificates(ranked(3)))
            .certify(CollectiveTargets.builder(3).build(), new Budget(2, 2), SearchLimit.NONE);

    assertThat(certificate.certified()).isZero();
    assertThat(certificate.certifiedRatio()).isEqualTo(1);
  }

  @Test
  void targetsWithDisplacementAreJudgedByWhatIsLeft() {
    VoteCertificates votes = new VoteCertificates(ranked(2));
    Perturbation spent = Perturbation.of(new int[] {0, 0}, new int[] {2, 0});
    CollectiveTargets targets =
        CollectiveTargets.builder(2).add(0, 0.97, spent).add(1, 0.97).build();
    Budget budget = new Budget(0, 1);
    int most = 0;
    for (int j = 0; j < 2; j++) {
      int fallen = 0.97 > votes.threshold(0, spent.plus(j, budget)) ? 0 : 1;
      fallen += 0.97 > votes.threshold(1, Perturbation.none(2).plus(j, budget)) ? 0 : 1;
      most = Math.max(most, fallen);
    }

    CollectiveCertificate certificate =
        new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE);

    assertThat(certificate.bound()).isEqualTo(most);
  }

  @Test
  void nonsenseFromASolverIsHarmless() {
    VoteCertificates votes = new VoteCertificates(ranked(3));
    CollectiveTargets targets = randomTargets(new Random(51), 3, 200);
    Budget budget = new Budget(1, 3);
    int exact =
        new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE).certified();

    CollectiveCertificate certificate =
        new CollectiveCertifier(votes, new Nonsense(new Random(52)))
            .certify(targets, budget, SearchLimit.ofNodes(0));

    assertThat(certificate.certified()).isBetween(certificate.naive(), exact);
  }

  @Test
  void refusesTargetsOfAnotherSchedule() {
    assertThatThrownBy(
            () ->
                new CollectiveCertifier(new VoteCertificates(ranked(2)))
                    .certify(
                        CollectiveTargets.builder(3).build(), new Budget(0, 0), SearchLimit.NONE))
        .hasMessageContaining("3 regions; the noise schedule has 2");
  }

  private record Nonsense(Random random) implements LinearCollectiveSolver {
    @Override
    public double[] multipliers(EnvelopeProblem problem) {
      return random.doubles(problem.lines(), -1, 9).map(y -> y > 8 ? Double.NaN : y).toArray();
    }

    @Override
    public OptionalLong attackedAtMost(IntegerProblem problem, SearchLimit limit) {
      return OptionalLong.of(0);
    }
  }

  static BinaryNoiseSchedule ranked(int regions) {
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        int rank = (j - c + regions) % regions;
        row.add(NoiseLevel.of(0.01, 0.6 + 0.35 * rank / Math.max(1, regions - 1)));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  static CollectiveTargets randomTargets(Random random, int regions, int count) {
    return fill(random, CollectiveTargets.builder(regions), count).build();
  }

  private static CollectiveTargets.Builder fill(
      Random random, CollectiveTargets.Builder builder, int count) {
    int regions = builder.regions();
    for (int n = 0; n < count; n++) {
      double q =
          random.nextInt(8) == 0 ? random.nextDouble() : 1 - Math.pow(random.nextDouble(), 3) / 2;
      builder.add(random.nextInt(regions), q);
    }
    return builder;
  }

  private static boolean within(Perturbation p, int[] zeros, int[] ones) {
    for (int j = 0; j < zeros.length; j++) {
      if (p.additions(j) > zeros[j] || p.deletions(j) > ones[j]) {
        return false;
      }
    }
    return true;
  }

  private static int attacked(CollectiveTargets targets, VoteCertificates votes, Perturbation p) {
    return targets.groups().stream()
        .mapToInt(g -> g.attacked(votes.threshold(g.region(), p)))
        .sum();
  }
}
