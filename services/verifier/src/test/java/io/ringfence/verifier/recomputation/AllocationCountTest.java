package io.ringfence.verifier.recomputation;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AllocationCountTest {
  private static final long NO_END = Long.MAX_VALUE;

  static LongStream seeds() {
    return LongStream.range(0, 60);
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void oneTargetFallsExactlyWhereItsWorstPlaceSaysSo(long seed) {
    Random random = new Random(seed);
    int regions = 1 + random.nextInt(3);
    Schedule schedule = schedule(random, regions);
    WorstPlace worst = new WorstPlace(schedule);
    int region = random.nextInt(regions);
    double lowerBound = 0.5 + random.nextDouble() / 2;
    Displacement none = Displacement.none(regions);
    TargetGroup group = new TargetGroup(region, none, List.of(lowerBound));
    List<Long> noEnd = Collections.nCopies(regions, NO_END);
    AllocationCount.Answers answers =
        new AllocationCount(schedule, List.of(group), noEnd, noEnd).count(2, 3).orElseThrow();

    for (int a = 0; a <= 2; a++) {
      for (int d = 0; d <= 3; d++) {
        boolean lost =
            worst.standing(region, none, lowerBound, a, d).orElseThrow() == Standing.LOST;
        assertThat(answers.at(a, d).exact()).isEqualTo(lost ? 1 : 0);
        assertThat(worst.flips(List.of(group), a, d).orElseThrow()).isEqualTo(answers.at(a, d));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void whatIsSpentAlreadyCountsAsIfTheAdversaryHadDoneIt(long seed) {
    Random random = new Random(seed);
    Schedule schedule = schedule(random, 1);
    double lowerBound = 0.5 + random.nextDouble() / 2;
    WorstPlace worst = new WorstPlace(schedule);

    assertThat(worst.standing(0, new Displacement(List.of(1), List.of(2)), lowerBound, 1, 1))
        .isEqualTo(worst.standing(0, Displacement.none(1), lowerBound, 2, 3));
  }

  @ParameterizedTest
  @MethodSource("seeds")
  void effortIsTheNumberOfAllocationsTimesGroups(long seed) {
    Random random = new Random(seed);
    int regions = 1 + random.nextInt(3);
    List<Long> zeros = new ArrayList<>();
    List<Long> ones = new ArrayList<>();
    for (int j = 0; j < regions; j++) {
      zeros.add((long) random.nextInt(3));
      ones.add((long) random.nextInt(4));
    }
    TargetGroup group = new TargetGroup(0, Displacement.none(regions), List.of(0.9));
    int a = random.nextInt(4);
    int d = random.nextInt(4);

    double effort =
        new AllocationCount(schedule(random, regions), List.of(group, group), zeros, ones)
            .effort(a, d);

    assertThat(effort).isEqualTo(2 * spreads(zeros, a) * spreads(ones, d));
  }

  private static double spreads(List<Long> caps, int most) {
    if (caps.isEmpty()) {
      return 1;
    }
    double sum = 0;
    for (int here = 0; here <= Math.min(caps.get(0), most); here++) {
      sum += spreads(caps.subList(1, caps.size()), most - here);
    }
    return sum;
  }

  private static Schedule schedule(Random random, int regions) {
    List<List<Level>> rows = new ArrayList<>();
    for (int c = 0; c < regions; c++) {
      List<Level> row = new ArrayList<>();
      for (int j = 0; j < regions; j++) {
        row.add(ThresholdTest.level(random));
      }
      rows.add(row);
    }
    return new Schedule(rows);
  }
}
