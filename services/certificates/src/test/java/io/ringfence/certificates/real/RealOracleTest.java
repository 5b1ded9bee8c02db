package io.ringfence.certificates.real;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.Distance;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.certificates.RealNoiseSchedule.Kind;
import io.ringfence.certificates.SearchLimit;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Certificates against smoothed classifiers whose probabilities are known in closed form: linear
 * projections cut into intervals, under Gaussian and uniform noise, with true means in place of
 * bounds. No certified prediction may change, and half-spaces must be certified to the end.
 *
 * <p>{@code -Dringfence.oracle.cases=N} for more cases.
 */
class RealOracleTest {

  private static final int CASES = Integer.getInteger("ringfence.oracle.cases", 4_000);
  private static final int MOVES = 30;

  /** Votes and scores, majorities and pluralities, displaced or not. */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void noCertifiedPredictionChangesWithinItsRadiusNorWithinEta(Kind kind) {
    SplittableRandom random = new SplittableRandom(kind.ordinal() + 41);
    int certified = 0;
    int plurality = 0;
    for (int i = 0; i < CASES; i++) {
      ClosedForm world = new ClosedForm(random, kind);
      double[] means = world.means(0, world.origin());
      int predicted = ClosedForm.argmax(means);
      double q = Math.max(0, means[predicted] - 1e-12);
      double u = Math.min(1, ClosedForm.runnerUp(means) + 1e-12);
      int c = world.region(0);
      double eta = world.certificates().eta(q, u);
      if (eta > 0) {
        certified++;
        plurality += q <= 0.5 ? 1 : 0;
        double[] moved = random.nextBoolean() ? world.origin() : world.move(c, eta, random, 0.7);
        attack(world, predicted, eta, moved, random);
      }
    }
    System.out.printf(
        "%s oracle: %d cases, %d certified, %d of them by plurality alone, %d moves each, no violation.%n",
        kind, CASES, certified, plurality, 2 * MOVES);
    assertThat(certified).isGreaterThan(CASES / 2);
    assertThat(plurality).isGreaterThan(CASES / 50);
  }

  private static void attack(
      ClosedForm world, int predicted, double eta, double[] moved, SplittableRandom random) {
    int c = world.region(0);
    RealCertificates certificates = world.certificates();
    RealDisplacement displacement = world.displacement(moved);
    Distance radius = certificates.radius(c, eta, displacement);
    double left = certificates.left(c, eta, displacement);
    for (int k = 0; k < MOVES; k++) {
      double[] far = world.ofNorm(radius.value(), random, 0);
      assertThat(world.predicts(0, ClosedForm.sum(moved, far), predicted))
          .as("%s moved %s by %s", world, displacement, radius)
          .isTrue();
      double[] heavy = world.move(c, left, random, 1);
      assertThat(world.predicts(0, ClosedForm.sum(moved, heavy), predicted))
          .as("%s moved %s with %s left", world, displacement, left)
          .isTrue();
    }
  }

  /**
   * A half-space is what the certificate fears most. Gaussian: the cheapest flip of a linear
   * classifier costs η exactly. Uniform: so does that of a threshold on one attribute.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void halfSpacesAreCertifiedToTheEnd(Kind kind) {
    SplittableRandom random = new SplittableRandom(kind.ordinal() + 51);
    double loosest = 1;
    int judged = 0;
    for (int i = 0; i < CASES; i++) {
      ClosedForm world = ClosedForm.halfSpace(random, kind);
      double[] means = world.means(0, world.origin());
      int predicted = ClosedForm.argmax(means);
      // The mean itself is rounded; near 1 that is felt in the tail.
      double eta = world.certificates().eta(means[predicted] * (1 - 4e-16));
      // At the ends of the uniform law the means no longer change: nothing to compare.
      if (eta > 1e-3 && means[predicted] < 1 - 1e-9) {
        judged++;
        double flips = world.cheapestFlip();
        assertThat(eta).isLessThanOrEqualTo(flips * (1 + 1e-9));
        loosest = Math.min(loosest, eta / flips);
      }
    }
    System.out.printf(
        "%s tightness on %d half-spaces: η / cost of the cheapest flip at least %.9f.%n",
        kind, judged, loosest);
    assertThat(judged).isGreaterThan(CASES / 3);
    assertThat(loosest).isGreaterThan(1 - 1e-6);
  }

  /**
   * One adversary against many classifiers: never more flips than the collective certificate says.
   */
  @ParameterizedTest
  @EnumSource(Kind.class)
  void noMoveFlipsMorePredictionsThanTheCollectiveCertificateAllows(Kind kind) {
    SplittableRandom random = new SplittableRandom(kind.ordinal() + 61);
    long allowed = 0;
    long flipped = 0;
    int cases = Math.max(100, CASES / 20);
    for (int i = 0; i < cases; i++) {
      ClosedForm world = new ClosedForm(random, kind);
      RealTargets.Builder targets = RealTargets.builder(world.certificates());
      int[] predicted = new int[world.targets()];
      boolean[] promised = new boolean[world.targets()];
      for (int n = 0; n < predicted.length; n++) {
        double[] means = world.means(n, world.origin());
        predicted[n] = ClosedForm.argmax(means);
        double eta =
            world
                .certificates()
                .eta(
                    Math.max(0, means[predicted[n]] - 1e-12),
                    Math.min(1, ClosedForm.runnerUp(means) + 1e-12));
        promised[n] = eta > 0;
        targets.add(world.region(n), eta);
      }
      Distance budget = new Distance(0.1 + random.nextDouble());
      int bound =
          (int)
              Math.floor(
                  new RealCollectiveCertifier()
                      .certify(targets.build(), budget, SearchLimit.ofNodes(500))
                      .bound());
      int worst = 0;
      for (int k = 0; k < 10 * MOVES; k++) {
        double[] x = world.ofNorm(budget.value(), random, k % 10);
        int falls = 0;
        for (int n = 0; n < predicted.length; n++) {
          falls += promised[n] && !world.predicts(n, x, predicted[n]) ? 1 : 0;
        }
        worst = Math.max(worst, falls);
      }
      assertThat(worst).as("%s against %s", world, budget).isLessThanOrEqualTo(bound);
      allowed += bound;
      flipped += worst;
    }
    System.out.printf(
        "%s collective: attacks flipped %d of the %d predictions that certificates gave up.%n",
        kind, flipped, allowed);
  }

  /** What the rule Σ(r² + s²)/σ² would promise is false: a named mistake. */
  @Test
  void addingSquaresOfNormsWouldCertifyAFlip() {
    // One attribute, σ = 1, predicted while X > -1: η = 1. After a move of -0.6 another of -0.5
    // costs 0.36 + 0.25 < 1 by the wrong rule, and flips.
    double moved = -0.6;
    double next = -0.5;
    assertThat(moved * moved + next * next).isLessThan(1);
    assertThat(1 + moved + next).isNegative();
    RealCertificates unit = new RealCertificates(RealNoiseSchedule.uniform(Kind.GAUSSIAN, 1, 1));
    assertThat(unit.radius(0, 1, RealDisplacement.of(0.6)).value()).isLessThan(0.5);
  }
}
