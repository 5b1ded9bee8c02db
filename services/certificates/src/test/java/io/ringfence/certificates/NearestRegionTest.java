package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where both probabilities rise with the rank and add up to at most one, more noise only garbles:
 * for a single node the worst place of a budget is its nearest region.
 */
class NearestRegionTest {

  private static final double ROUNDING = 1e-12;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void theWorstPlaceOfABudgetIsTheNearestRegion(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 100; i++) {
      int regions = 2 + random.nextInt(3);
      BinaryNoiseSchedule schedule = rising(random, regions);
      VoteCertificates votes = new VoteCertificates(schedule);
      Budget budget = new Budget(random.nextInt(3), random.nextInt(4));
      int output = random.nextInt(regions);
      double nearest =
          votes.threshold(output, Perturbation.none(regions).plus(output, budget)) + ROUNDING;

      assertThat(votes.worstThreshold(output, budget)).isLessThanOrEqualTo(nearest);
      for (Perturbation other : VoteCertificatesTest.allocations(regions, budget)) {
        assertThat(votes.threshold(output, other))
            .as("%s in %s", other, schedule.row(output))
            .isLessThanOrEqualTo(nearest);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {6, 7})
  void aLevelDominatesEveryOneThatHasMoreOfBothNoises(long seed) {
    Random random = new Random(seed);
    for (int i = 0; i < 1000; i++) {
      List<NoiseLevel> row = row(random, 2);
      assertThat(BinaryChannel.of(row.get(0)).dominates(BinaryChannel.of(row.get(1))))
          .as("%s", row)
          .isTrue();
    }
  }

  /** Region c sees itself first, then the others in the order of their numbers. */
  private static BinaryNoiseSchedule rising(Random random, int regions) {
    List<NoiseLevel> levels = row(random, regions);
    List<List<NoiseLevel>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<NoiseLevel> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        row.add(levels.get((j - c + regions) % regions));
      }
      rows.add(row);
    }
    return BinaryNoiseSchedule.of(rows);
  }

  private static List<NoiseLevel> row(Random random, int levels) {
    double share = random.nextDouble();
    double[] additions = random.doubles(levels).map(x -> x * share).sorted().toArray();
    double[] deletions = random.doubles(levels).map(x -> x * (1 - share)).sorted().toArray();
    List<NoiseLevel> row = new ArrayList<>();
    for (int k = 0; k < levels; k++) {
      row.add(NoiseLevel.of(additions[k], deletions[k]));
    }
    assertThat(Arrays.stream(additions).max().orElseThrow()).isLessThanOrEqualTo(share);
    return row;
  }
}
