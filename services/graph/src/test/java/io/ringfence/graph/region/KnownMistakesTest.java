package io.ringfence.graph.region;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import io.ringfence.certificates.BinaryNoiseSchedule;
import io.ringfence.certificates.Perturbation;
import io.ringfence.certificates.VoteCertificates;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A mistake that implementations of this method are known to have made, with numbers. */
class KnownMistakesTest {

  private static final NoiseRange ADDITIONS = new NoiseRange(0.01, 0.01);
  private static final NoiseRange DELETIONS = new NoiseRange(0.6, 0.9);

  /** Row 0 holds the cycle 1 → 2 → 3 → 1, which is not its own inverse. */
  private static final List<List<Integer>> RANKS =
      List.of(List.of(0, 2, 3, 1), List.of(1, 0, 2, 3), List.of(2, 1, 0, 3), List.of(3, 2, 1, 0));

  /** The inverse of row 0; the other rows are their own. */
  private static final List<List<Integer>> INVERSE =
      List.of(List.of(0, 3, 1, 2), List.of(1, 0, 2, 3), List.of(2, 1, 0, 3), List.of(3, 2, 1, 0));

  /**
   * Seen from region 0, region 3 is the nearest of the others and has p⁻ = 0.7, not 0.8. Taking the
   * inverse for the rank calls a vote of 0.7 robust against three deletions there, and it is not.
   */
  @Test
  void aRankIsNotItsInverse() {
    BinaryNoiseSchedule right = NoiseSchedules.byRank(RANKS, ADDITIONS, DELETIONS);
    BinaryNoiseSchedule mistaken = NoiseSchedules.byRank(INVERSE, ADDITIONS, DELETIONS);
    Perturbation inRegionThree = Perturbation.of(new int[4], new int[] {0, 0, 0, 3});

    double needed = new VoteCertificates(right).threshold(0, inRegionThree);
    double believed = new VoteCertificates(mistaken).threshold(0, inRegionThree);

    assertThat(right.level(0, 3).deletion()).isCloseTo(0.7, within(1e-9));
    assertThat(mistaken.level(0, 3).deletion()).isCloseTo(0.8, within(1e-9));
    assertThat(needed).isGreaterThan(0.8);
    assertThat(believed).isLessThan(0.77);
  }
}
