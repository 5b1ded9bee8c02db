package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LinearCollectiveTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void rowsLieBetweenNaiveCountsAndTheExactCertificate(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 20; i++) {
      int regions = 1 + random.nextInt(3);
      BinaryNoiseSchedule schedule = TinyGraph.schedule(random, regions);
      LinearCertificates linear = new LinearCertificates(schedule);
      CollectiveTargets.Builder builder = CollectiveTargets.builder(regions);
      int[] region = random.ints(40, 0, regions).toArray();
      double[] bound = random.doubles(40, 0.3, 1).toArray();
      for (int n = 0; n < region.length; n++) {
        builder.add(region[n], bound[n]);
      }
      CollectiveTargets targets = builder.build();
      Budget budget = new Budget(random.nextInt(3), random.nextInt(4));

      VoteCertificates votes = new VoteCertificates(schedule);
      LinearCollective.Outcome rows = new LinearCollective(votes, null).certify(targets, budget);
      CollectiveCertificate exact =
          new CollectiveCertifier(votes).certify(targets, budget, SearchLimit.NONE);

      assertThat(rows.alone()).isEqualTo(kept(linear, region, bound, regions, budget));
      assertThat(rows.alone()).isGreaterThanOrEqualTo(rows.naive());
      assertThat(rows.certified())
          .isGreaterThanOrEqualTo(rows.alone())
          .isBetween(exact.naive(), exact.certified());
    }
  }

  @Test
  void tooManyAllocationsGiveABoundThatHolds() {
    BinaryNoiseSchedule schedule = TinyGraph.schedule(new Random(3), 3);
    Random random = new Random(4);
    CollectiveTargets.Builder builder = CollectiveTargets.builder(3);
    random.doubles(200, 0.5, 1).forEach(q -> builder.add(random.nextInt(3), q));
    CollectiveTargets targets = builder.build();
    LinearCollective linear = new LinearCollective(new VoteCertificates(schedule), null);

    LinearCollective.Outcome large = linear.certify(targets, new Budget(40, 40));

    assertThat(large.alone()).isBetween(large.naive(), targets.size());
    assertThat(large.certified()).isBetween(large.alone(), targets.size());
    assertThat(large.certified())
        .isLessThanOrEqualTo(linear.certify(targets, new Budget(1, 1)).certified());
  }

  /** By definition: a target falls to an allocation that reaches all its rows. */
  private static int kept(
      LinearCertificates linear, int[] region, double[] bound, int regions, Budget budget) {
    int fewest = region.length;
    for (Perturbation p : VoteCertificatesTest.allocations(regions, budget)) {
      int kept = 0;
      for (int n = 0; n < region.length; n++) {
        int c = region[n];
        double q = bound[n];
        kept +=
            q > 0.5 && linear.rows().stream().anyMatch(r -> linear.cost(r, c, p) < linear.eta(r, q))
                ? 1
                : 0;
      }
      fewest = Math.min(fewest, kept);
    }
    return fewest;
  }
}
