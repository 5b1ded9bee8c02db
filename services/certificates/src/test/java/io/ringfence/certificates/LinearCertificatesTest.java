package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.LinearRow.Direction;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;

class LinearCertificatesTest {

  /** Rounding of the reference values, relative; 1 - p⁻ of the reference is rounded, too. */
  private static final double REFERENCE_ERROR = 1e-12;

  private static final double NEARNESS = 1e-11;

  private static LinearCertificates isotropic(double addition, double deletion) {
    return new LinearCertificates(
        BinaryNoiseSchedule.uniform(1, NoiseLevel.of(addition, deletion)));
  }

  @Test
  void weightsOfTheVarianceRowLieJustAboveTheIndependentOnes() {
    for (Map<String, String> row : MathVectors.csv("costs.csv")) {
      assertWeights(row, 2, Direction.FORWARD);
    }
  }

  @Test
  void weightsOfAllOrdersLieJustAboveTheIndependentOnes() {
    for (Map<String, String> row : MathVectors.csv("renyi_cost.csv")) {
      assertWeights(row, MathVectors.number(row, "order"), direction(row));
    }
  }

  private static void assertWeights(Map<String, String> row, double order, Direction direction) {
    double u = MathVectors.number(row, "p_plus");
    double v = 1 - MathVectors.number(row, "p_minus");
    boolean forward = direction == Direction.FORWARD;
    RenyiDivergence addition = RenyiDivergence.of(order, forward ? v : u, forward ? u : v);
    RenyiDivergence deletion = RenyiDivergence.of(order, forward ? u : v, forward ? v : u);
    assertJustAbove(row, addition.upper(), MathVectors.number(row, "c_add"));
    assertJustAbove(row, deletion.upper(), MathVectors.number(row, "c_del"));
  }

  private static void assertJustAbove(Map<String, String> row, double upper, double reference) {
    if (Double.isInfinite(reference)) {
      assertThat(upper).as("%s", row).isInfinite();
    } else {
      assertThat(upper)
          .as("%s", row)
          .isGreaterThanOrEqualTo(reference * (1 - REFERENCE_ERROR) - 1e-15)
          .isCloseTo(reference, within(NEARNESS * Math.max(1, reference)));
    }
  }

  @Test
  void distancesOfAllOrdersLieJustBelowTheIndependentOnes() {
    LinearCertificates certificates = isotropic(0.01, 0.6);
    for (Map<String, String> row : MathVectors.csv("renyi_eta.csv")) {
      LinearRow linearRow = new LinearRow(MathVectors.number(row, "order"), direction(row));
      double eta = certificates.eta(linearRow, MathVectors.number(row, "p_lower"));
      double reference = MathVectors.number(row, "eta");
      assertThat(eta)
          .as("%s", row)
          .isLessThanOrEqualTo(reference * (1 + REFERENCE_ERROR) + 1e-15)
          .isCloseTo(reference, within(NEARNESS));
    }
  }

  @Test
  void distancesFromMeanAndVarianceLieJustBelowTheIndependentOnes() {
    for (Map<String, String> row : MathVectors.csv("eta.csv")) {
      double eta =
          LinearCertificates.eta(
              MathVectors.number(row, "mean_lower"), MathVectors.number(row, "var_upper"));
      double reference = MathVectors.number(row, "eta_correct");
      assertThat(eta)
          .as("%s", row)
          .isLessThanOrEqualTo(reference * (1 + REFERENCE_ERROR))
          .isCloseTo(reference, within(NEARNESS));
    }
  }

  /**
   * Squaring the mean hides the sign, dividing by the squared variance inflates: both once seen.
   */
  @Test
  void theWrongFormulasAreNotUsed() {
    assertThat(LinearCertificates.eta(0.1, 0.01)).isZero();
    assertThat(LinearCertificates.eta(0.5, 0.01)).isZero();
    assertThat(isotropic(0.01, 0.6).eta(LinearRow.VARIANCE, 0.1)).isZero();
    assertThat(LinearCertificates.eta(0.9, 0.09))
        .isCloseTo(Math.log(1 + 0.16 / 0.09), within(NEARNESS))
        .isLessThan(Math.log(1 + 0.16 / 0.0081) - 1);
  }

  @Test
  void distancesAreInfiniteWithoutVariance() {
    assertThat(LinearCertificates.eta(0.6, 0)).isInfinite();
    assertThat(isotropic(0.01, 0.6).eta(LinearRow.VARIANCE, 1)).isInfinite();
  }

  @Test
  void theVarianceRowForVotesIsMinusTheLogOfFourQTimesOneMinusQ() {
    double q = 0.87;

    assertThat(isotropic(0.01, 0.6).eta(LinearRow.VARIANCE, q))
        .isCloseTo(-Math.log(4 * q * (1 - q)), within(NEARNESS))
        .isCloseTo(LinearCertificates.eta(q, q * (1 - q)), within(NEARNESS));
  }

  @Test
  void withoutNoiseThatAddsOnesAdditionsCannotBeCertified() {
    LinearCertificates certificates = isotropic(0, 0.4);

    assertThat(certificates.additionWeight(LinearRow.VARIANCE, 0, 0)).isInfinite();
    assertThat(certificates.robust(0, 0.9, new Budget(0, 0))).isTrue();
    assertThat(certificates.radii(0, 0.999, 20).additions()).isZero();
  }

  @Test
  void noRowEverCertifiesBeyondTheExactThreshold() {
    Random random = new Random(11);
    for (int i = 0; i < 300; i++) {
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, 1 + random.nextInt(3));
      VoteCertificates exact = new VoteCertificates(schedule);
      LinearCertificates linear = new LinearCertificates(schedule);
      double q = 1 - Math.pow(random.nextDouble(), 3) / 2;
      Radii strong = exact.radii(0, q, 30);
      Radii weak = linear.radii(0, q, 30);
      assertThat(weak.additions()).isLessThanOrEqualTo(strong.additions());
      assertThat(weak.deletions()).isLessThanOrEqualTo(strong.deletions());
    }
  }

  @Test
  void moreRowsNeverCertifyLess() {
    BinaryNoiseSchedule schedule = BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.01, 0.6));
    LinearCertificates family = new LinearCertificates(schedule);
    LinearCertificates one = new LinearCertificates(schedule, List.of(LinearRow.VARIANCE));

    assertThat(one.radii(0, 0.99, 30)).isEqualTo(new Radii(1, 6));
    assertThat(family.radii(0, 0.99, 30).additions()).isGreaterThanOrEqualTo(1);
    assertThat(family.radii(0, 0.99, 30).deletions()).isGreaterThanOrEqualTo(6);
  }

  private static Direction direction(Map<String, String> row) {
    return "QP".equals(row.get("direction")) ? Direction.FORWARD : Direction.REVERSE;
  }
}
