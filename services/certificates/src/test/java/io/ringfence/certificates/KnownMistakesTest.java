package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import java.util.Map;
import java.util.Random;
import org.apache.commons.statistics.distribution.BinomialDistribution;
import org.junit.jupiter.api.Test;

/**
 * Mistakes that implementations of this method are known to have made, each with numbers that tell.
 * Two more live with what they are about: ranks in {@code services/graph}, uninitialised weights in
 * {@code services/smoothing}.
 */
class KnownMistakesTest {

  private static final NoiseLevel LEVEL = NoiseLevel.of(0.01, 0.6);

  /** The last column of eta.csv divides by the square of the variance. */
  @Test
  void theRatioIsByTheVarianceAndNotByItsSquare() {
    int refuted = 0;
    for (Map<String, String> row : MathVectors.csv("eta.csv")) {
      double mean = MathVectors.number(row, "mean_lower");
      double variance = MathVectors.number(row, "var_upper");
      double correct = MathVectors.number(row, "eta_correct");
      double mistaken = MathVectors.number(row, "eta_reference_code");

      double eta = LinearCertificates.eta(mean, variance);

      assertThat(eta).as("%s", row).isCloseTo(correct, within(1e-9 * (1 + correct)));
      if (mistaken > correct * (1 + 1e-6)) {
        assertThat(eta).as("%s", row).isLessThan(mistaken);
        refuted++;
      }
    }
    assertThat(refuted).isGreaterThan(20);
  }

  /**
   * A vote of probability 0.9 has variance 0.09: η = ln(1 + 0.16/0.09) = 1.02, and by the square of
   * the variance 3.03. Four deletions of weight 0.49 each lie between, and some classifier of vote
   * probability 0.9 does flip under them.
   */
  @Test
  void theSquareOfTheVarianceCertifiesWhatFlips() {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(1, LEVEL);
    LinearCertificates linear = new LinearCertificates(schedule);
    VoteCertificates exact = new VoteCertificates(schedule);
    double mistaken = Math.log(1 + 0.4 * 0.4 / (0.09 * 0.09));
    Perturbation deletions = deletions(4);

    double cost = linear.cost(LinearRow.VARIANCE, 0, deletions);

    assertThat(cost).isLessThan(mistaken).isGreaterThan(LinearCertificates.eta(0.9, 0.09));
    assertThat(exact.threshold(0, deletions)).isGreaterThan(0.9);
  }

  /** (0.2 - 1/2)² is as large as (0.8 - 1/2)², but a class of mean 0.2 is not predicted at all. */
  @Test
  void aMeanBelowOneHalfProvesNothing() {
    double mistaken = Math.log1p((0.2 - 0.5) * (0.2 - 0.5) / 0.01);

    assertThat(mistaken)
        .isCloseTo(LinearCertificates.eta(0.8, 0.01), within(1e-12))
        .isGreaterThan(2.3);
    assertThat(LinearCertificates.eta(0.2, 0.01)).isZero();
    assertThat(LinearCertificates.eta(0.5, 0.01)).isZero();
    assertThat(new ScoreBound.OneMean(10, 0.2, 0.2).eta()).isZero();
    assertThat(
            new LinearCertificates(BinaryNoiseSchedule.uniform(1, LEVEL))
                .eta(LinearRow.VARIANCE, 0.2))
        .isZero();
  }

  /**
   * Two regions, each sensitive to its own deletions alone. The attack found first, all in region
   * 0, flips 10 of 60; the best flips 50. From the incumbent 50 would be called safe, and 10 are.
   */
  @Test
  void whatIsPublishedIsTheBoundAndNotTheIncumbent() {
    NoiseLevel deaf = NoiseLevel.of(0.5, 0.5);
    BinaryNoiseSchedule schedule =
        BinaryNoiseSchedule.of(List.of(List.of(LEVEL, deaf), List.of(deaf, LEVEL)));
    VoteCertificates votes = new VoteCertificates(schedule);
    CollectiveTargets.Builder builder = CollectiveTargets.builder(2);
    for (int i = 0; i < 10; i++) {
      builder.add(0, 0.6);
    }
    for (int i = 0; i < 50; i++) {
      builder.add(1, 0.6);
    }
    Perturbation incumbent = Perturbation.of(new int[2], new int[] {2, 0});
    assertThat(votes.threshold(0, incumbent)).isGreaterThan(0.6);
    assertThat(votes.threshold(1, incumbent)).isEqualTo(0.5);
    CollectiveTargets targets = builder.build();
    Budget budget = new Budget(0, 2);
    CollectiveCertifier certifier = new CollectiveCertifier(votes);
    int safe = certifier.certify(targets, budget, SearchLimit.NONE).certified();

    CollectiveCertificate stopped = certifier.certify(targets, budget, SearchLimit.ofNodes(0));

    assertThat(safe).isLessThanOrEqualTo(10);
    assertThat(stopped.certified()).isLessThanOrEqualTo(safe);
    assertThat(stopped.bound()).isGreaterThanOrEqualTo(50);
  }

  /**
   * Of 2,530 nodes with 200 samples each at level 0.01, one certificate is false almost surely; at
   * 0.01/2,530 each, all hold with probability 0.99.
   */
  @Test
  void confidencePerNodeIsNotConfidenceInAll() {
    int nodes = 2_530;
    FailureBudget budget = new FailureBudget(0.01);

    double soldAsJoint = someBoundIsFalse(nodes, 0.01);
    double joint = someBoundIsFalse(nodes, budget.perNode(nodes));

    assertThat(soldAsJoint).isGreaterThan(0.999);
    assertThat(joint).isLessThanOrEqualTo(0.01);
  }

  /** Exact, for independent nodes of vote probability 0.7. */
  private static double someBoundIsFalse(int nodes, double perNode) {
    BinomialDistribution votes = BinomialDistribution.of(200, 0.7);
    double isFalse = 0;
    for (int k = 0; k <= 200; k++) {
      isFalse += ClopperPearson.lower(k, 200, perNode) > 0.7 ? votes.probability(k) : 0;
    }
    return -Math.expm1(nodes * Math.log1p(-isFalse));
  }

  /** A bound drawn from the samples that chose the class is false more often than promised. */
  @Test
  void selectionAndCertificationSamplesAreNotTheSame() {
    Random random = new Random(1);
    int reused = 0;
    int fresh = 0;
    for (int i = 0; i < 2_000; i++) {
      VoteTally selection = votesOfTenEqualClasses(random);
      double own = VoteBound.of(selection, selection, 0.05).lowerBound();
      reused += own > 0.1 ? 1 : 0;
      fresh +=
          VoteBound.of(selection, votesOfTenEqualClasses(random), 0.05).lowerBound() > 0.1 ? 1 : 0;
    }

    assertThat(reused).isGreaterThan(400);
    assertThat(fresh).isLessThan(160);
  }

  private static VoteTally votesOfTenEqualClasses(Random random) {
    long[] votes = new long[10];
    for (int i = 0; i < 100; i++) {
      votes[random.nextInt(10)]++;
    }
    return VoteTally.of(votes);
  }

  private static Perturbation deletions(int count) {
    return Perturbation.of(new int[1], new int[] {count});
  }
}
