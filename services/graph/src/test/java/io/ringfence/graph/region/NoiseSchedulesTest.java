package io.ringfence.graph.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.NoiseLevel;
import io.ringfence.certificates.RealNoiseSchedule;
import io.ringfence.graph.SharedData;
import io.ringfence.graph.npy.Npy;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseSchedulesTest {

  private static final NoiseRange ADDITIONS = NoiseRange.parse("0.01:0.05");
  private static final NoiseRange DELETIONS = NoiseRange.parse("0.5:0.9");

  /** Row 0 is a permutation that is not its own inverse: 0 → 0, 1 → 2, 2 → 3, 3 → 1. */
  private static final List<List<Integer>> RANKS =
      List.of(List.of(0, 2, 3, 1), List.of(1, 0, 2, 3), List.of(2, 1, 0, 3), List.of(3, 2, 1, 0));

  @Test
  void aRegionGetsTheLevelOfItsRankNotOfTheRegionAtThatRank() {
    BinaryNoiseSchedule schedule =
        NoiseSchedules.byRank(RANKS, ADDITIONS, new NoiseRange(0.6, 0.9));

    assertThat(schedule.level(0, 0)).isEqualTo(NoiseLevel.of(0.01, 0.6));
    assertThat(schedule.level(0, 1).deletion()).isCloseTo(0.8, within(1e-9));
    assertThat(schedule.level(0, 2)).isEqualTo(NoiseLevel.of(0.05, 0.9));
    assertThat(schedule.level(0, 3).deletion()).isCloseTo(0.7, within(1e-9));
  }

  @Test
  void scalesOfRealNoiseFollowTheRankAndTheDistanceInTheSameWay() {
    ScaleRange scales = ScaleRange.parse("0.2:1.1");
    RealNoiseSchedule ranked =
        NoiseSchedules.byRank(RANKS, RealNoiseSchedule.Kind.GAUSSIAN, scales);
    assertThat(ranked.row(0).get(0)).isEqualTo(0.2);
    assertThat(ranked.scale(0, 1)).isCloseTo(0.8, within(1e-12));
    assertThat(ranked.scale(0, 2)).isEqualTo(1.1);
    assertThat(ranked.scale(0, 3)).isCloseTo(0.5, within(1e-12));

    RealNoiseSchedule near =
        NoiseSchedules.byDistance(
            List.of(List.of(0.0, 2.0), List.of(9.0, 0.0)),
            RealNoiseSchedule.Kind.UNIFORM,
            scales,
            4);
    assertThat(near.kind()).isEqualTo(RealNoiseSchedule.Kind.UNIFORM);
    assertThat(near.scale(0, 1)).isCloseTo(0.65, within(1e-12));
    assertThat(near.scale(1, 0)).isEqualTo(1.1);
    assertThatThrownBy(() -> ScaleRange.parse("0:1")).hasMessageContaining("0 < least");
    assertThatThrownBy(() -> ScaleRange.parse("x")).hasMessageContaining("MIN:MAX");
  }

  @Test
  void theStoredRanksAreAcceptedAndTheirInversesAreTold() throws IOException {
    List<List<Integer>> ranks = matrix("vectors/cora_ml/metis5_rank.npy");
    List<List<Integer>> inverse = matrix("vectors/cora_ml/metis5_ranking_argsort.npy");

    BinaryNoiseSchedule schedule = NoiseSchedules.byRank(ranks, ADDITIONS, DELETIONS);

    assertThat(ranks).isNotEqualTo(inverse);
    for (int c = 0; c < 5; c++) {
      for (int rank = 0; rank < 5; rank++) {
        NoiseLevel level = schedule.level(c, inverse.get(c).get(rank));
        assertThat(level.deletion()).isCloseTo(0.5 + 0.1 * rank, within(1e-9));
      }
    }
    assertThatThrownBy(() -> NoiseSchedules.byRank(inverse, ADDITIONS, DELETIONS))
        .hasMessageContaining("not the region at rank j");
  }

  private static List<List<Integer>> matrix(String file) throws IOException {
    int[] flat = Npy.read(SharedData.require(file)).toInts();
    int regions = (int) Math.sqrt(flat.length);
    List<List<Integer>> rows = new ArrayList<>();
    for (int row = 0; row < regions; row++) {
      rows.add(Arrays.stream(flat, row * regions, (row + 1) * regions).boxed().toList());
    }
    return rows;
  }

  @Test
  void oneRegionGetsTheLeastNoise() {
    BinaryNoiseSchedule schedule = NoiseSchedules.byRank(List.of(List.of(0)), ADDITIONS, DELETIONS);

    assertThat(schedule).isEqualTo(BinaryNoiseSchedule.uniform(1, NoiseLevel.of(0.01, 0.5)));
  }

  @Test
  void ranksThatAreNoPermutationAreRefused() {
    assertThatThrownBy(
            () ->
                NoiseSchedules.byRank(List.of(List.of(0, 0), List.of(1, 0)), ADDITIONS, DELETIONS))
        .hasMessageContaining("each once");
    assertThatThrownBy(
            () -> NoiseSchedules.byRank(List.of(List.of(0, 1), List.of(0)), ADDITIONS, DELETIONS))
        .hasMessageContaining("one per region");
  }

  @Test
  void byDistanceNoiseGrowsWithTheDistanceUpToTheMost() {
    BinaryNoiseSchedule schedule =
        NoiseSchedules.byDistance(
            List.of(List.of(0.0, 2.0, 9.0), List.of(4.0, 0.0, 1.0), List.of(3.0, 8.0, 0.0)),
            ADDITIONS,
            DELETIONS,
            8);

    assertThat(schedule.level(0, 0)).isEqualTo(NoiseLevel.of(0.01, 0.5));
    assertThat(schedule.level(0, 1)).isEqualTo(NoiseLevel.of(0.02, 0.6));
    assertThat(schedule.level(0, 2)).isEqualTo(NoiseLevel.of(0.05, 0.9));
    assertThat(schedule.level(2, 1)).isEqualTo(NoiseLevel.of(0.05, 0.9));
  }

  @Test
  void aRangeIsParsedFromTwoNumbersOrOne() {
    assertThat(NoiseRange.parse("0.6:0.95")).isEqualTo(new NoiseRange(0.6, 0.95));
    assertThat(NoiseRange.parse("0.01")).isEqualTo(new NoiseRange(0.01, 0.01));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "a", "0.1:", ":0.1", "0.2:0.1", "-0.1:0.1", "0.1:1.1", "NaN", "0:0:0"})
  void aFaultyRangeIsRefused(String text) {
    assertThatThrownBy(() -> NoiseRange.parse(text)).isInstanceOf(IllegalArgumentException.class);
  }
}
