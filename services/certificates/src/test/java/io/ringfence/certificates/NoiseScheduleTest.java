package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import io.ringfence.certificates.RealNoiseSchedule.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoiseScheduleTest {

  private static final NoiseLevel NEAR = NoiseLevel.of(0.01, 0.6);
  private static final NoiseLevel FAR = NoiseLevel.of(0.1, 0.9);
  private static final List<List<Double>> SCALES = List.of(List.of(0.25, 0.5), List.of(1.0, 0.25));

  @Test
  void binarySchedulesKeepTheNameUnderWhichTheyWerePublished() {
    // SHA-256 over int 2 and the eight thresholds as big-endian longs, computed with Python.
    assertThat(
            BinaryNoiseSchedule.of(List.of(List.of(NEAR, FAR), List.of(FAR, NEAR))).fingerprint())
        .isEqualTo("4a2b3d8c7af81f895144d7843e9d14e74184991da00999c1ce79695453df6c18");
  }

  @Test
  void schedulesOfDifferentKindsHaveDifferentNames() {
    Set<String> names = new HashSet<>();
    names.add(BinaryNoiseSchedule.uniform(2, NEAR).fingerprint());
    for (Kind kind : Kind.values()) {
      names.add(RealNoiseSchedule.of(kind, SCALES).fingerprint());
      names.add(RealNoiseSchedule.uniform(kind, 2, 0.25).fingerprint());
    }

    assertThat(names).hasSize(5).allMatch(name -> name.matches("[0-9a-f]{64}"));
  }

  @Test
  void realSchedulesAreReadOutputRegionFirst() {
    RealNoiseSchedule schedule = RealNoiseSchedule.of(Kind.GAUSSIAN, SCALES);

    assertThat(schedule.scale(0, 1)).isEqualTo(0.5);
    assertThat(schedule.scale(1, 0)).isEqualTo(1.0);
    assertThat(schedule.row(1)).containsExactly(1.0, 0.25);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void scalesThatAreNotPositiveAndFiniteAreRefused(double scale) {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealNoiseSchedule.uniform(Kind.UNIFORM, 1, scale))
        .withMessageContaining("must be positive and finite");
  }

  @Test
  void aScheduleOfTheOtherKindIsRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(
            () -> BinaryNoiseSchedule.require(RealNoiseSchedule.uniform(Kind.GAUSSIAN, 1, 1)))
        .withMessageContaining("real-valued");
    assertThatIllegalArgumentException()
        .isThrownBy(() -> RealNoiseSchedule.require(BinaryNoiseSchedule.uniform(1, NEAR)))
        .withMessageContaining("bits");
  }

  @Test
  void budgetsCoverSmallerOnesOfTheirKindOnly() {
    assertThat(new Budget(1, 3).covers(new Budget(1, 2))).isTrue();
    assertThat(new Budget(1, 3).covers(new Budget(2, 0))).isFalse();
    assertThat(new Distance(0.5).covers(new Distance(0.5))).isTrue();
    assertThat(new Distance(0.5).covers(new Distance(0.6))).isFalse();
    assertThat(new Distance(9).covers(new Budget(0, 0))).isFalse();
    assertThat(new Budget(9, 9).covers(new Distance(0))).isFalse();
  }
}
