package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EnvelopeProblemTest {

  /** By how many predictions the multipliers found without a solver may miss the optimum. */
  private static final double MISSED = 1.0;

  @Test
  void envelopesLieAboveTheStepFunction() {
    Random random = new Random(5);
    for (int i = 0; i < 300; i++) {
      double[] distances =
          random.doubles(random.nextInt(40)).map(d -> d < 0.1 ? 0 : d * d * 5).toArray();
      double most = random.nextDouble() * 5;
      for (ConcaveEnvelope.Line line : ConcaveEnvelope.of(distances, most)) {
        for (double spend : distances) {
          if (spend <= most) {
            long attacked = Arrays.stream(distances).filter(d -> d <= spend).count();
            assertThat(line.intercept() + line.slope() * spend)
                .isGreaterThanOrEqualTo(attacked - 1e-12 * attacked);
          }
        }
      }
    }
  }

  @Test
  void anyMultipliersGiveABoundAboveEveryAttack() {
    Random random = new Random(6);
    for (int i = 0; i < 100; i++) {
      Instance instance = new Instance(random);
      double[] multipliers =
          random.doubles(instance.problem.lines()).map(y -> y * y * random.nextInt(3)).toArray();
      assertThat(instance.problem.bound(multipliers)).isGreaterThanOrEqualTo(instance.attacked);
      assertThat(MirrorAscent.bound(instance.problem)).isGreaterThanOrEqualTo(instance.attacked);
    }
  }

  @Test
  void spoiltMultipliersCountAsZero() {
    Instance instance = new Instance(new Random(7));
    double[] spoilt = new double[instance.problem.lines()];
    Arrays.fill(spoilt, Double.NaN);
    double[] negative = new double[instance.problem.lines()];
    Arrays.fill(negative, -3);
    double flat = instance.problem.bound(new double[instance.problem.lines()]);

    assertThat(instance.problem.bound(spoilt)).isEqualTo(flat);
    assertThat(instance.problem.bound(negative)).isEqualTo(flat);
    assertThatThrownBy(() -> instance.problem.bound(new double[1]))
        .hasMessageContaining("1 multipliers");
  }

  /** Envelopes up to the largest possible spend are at least as tight as those of the reference. */
  @Test
  void boundsAreAsGoodAsTheIndependentRelaxationAndNeverBeyondTheExactOptimum() {
    for (CollectiveVectors.Instance instance : CollectiveVectors.read()) {
      for (CollectiveVectors.Result result : instance.results()) {
        EnvelopeProblem problem = instance.problem(result.budget());
        double certified = instance.promised() - MirrorAscent.bound(problem);
        assertThat(certified)
            .as("%s %s", instance.name(), result)
            .isLessThanOrEqualTo(result.exact() + 1e-6)
            .isGreaterThanOrEqualTo(result.envelope() - MISSED);
      }
    }
  }

  /** Random vote targets with what the worst whole allocation does to them by exact thresholds. */
  private static final class Instance {
    final EnvelopeProblem problem;
    final int attacked;

    Instance(Random random) {
      int regions = 1 + random.nextInt(3);
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, regions);
      CollectiveTargets.Builder builder = CollectiveTargets.builder(regions);
      for (int n = 0; n < 30; n++) {
        builder.add(random.nextInt(regions), 1 - Math.pow(random.nextDouble(), 3) / 2);
      }
      CollectiveTargets targets = builder.build();
      Budget budget = new Budget(random.nextInt(3), random.nextInt(5));
      double[] flat = targets.groups().stream().mapToDouble(TargetGroup::size).toArray();
      problem =
          EnvelopeProblem.of(
              targets, new LinearCertificates(schedule), flat, budget, AdversaryLimits.NONE);
      VoteCertificates votes = new VoteCertificates(schedule);
      attacked =
          VoteCertificatesTest.allocations(regions, budget).stream()
              .mapToInt(p -> attacked(targets, votes, p))
              .max()
              .orElseThrow();
    }

    private static int attacked(CollectiveTargets targets, VoteCertificates votes, Perturbation p) {
      return targets.groups().stream()
          .mapToInt(g -> g.attacked(votes.threshold(g.region(), p)))
          .sum();
    }
  }
}
