package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class VoteBoundTest {

  @Test
  void theClassComesFromTheSelectionSamplesAndTheVotesFromTheOthers() {
    VoteBound bound = VoteBound.of(VoteTally.of(3, 7), VoteTally.of(900, 100), 0.01);

    assertThat(bound.predictedClass()).isEqualTo(1);
    assertThat(bound.votes()).isEqualTo(100);
    assertThat(bound.samples()).isEqualTo(1000);
    assertThat(bound.abstains()).isTrue();
  }

  @Test
  void aClearMajorityDoesNotAbstain() {
    VoteBound bound = VoteBound.of(VoteTally.of(10, 0), VoteTally.of(990, 10), 0.01);

    assertThat(bound.abstains()).isFalse();
    assertThat(bound.lowerBound()).isBetween(0.97, 0.99);
  }

  @Test
  void aBoundOfExactlyOneHalfAbstains() {
    assertThat(new VoteBound(0, 1, 2, 0.01, 0.5).abstains()).isTrue();
  }

  @Test
  void refusesTalliesOfDifferentClasses() {
    assertThatThrownBy(() -> VoteBound.of(VoteTally.of(1, 0), VoteTally.of(1, 0, 0), 0.01))
        .hasMessageContaining("2 classes and certification 3");
  }
}
