package io.ringfence.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.ringfence.certificates.VoteTally;
import org.junit.jupiter.api.Test;

class ClassChoiceTest {

  @Test
  void aLeaderIsClearThreeStandardDeviationsAhead() {
    assertThat(ClassChoice.isClear(VoteTally.of(25, 0))).isTrue();
    assertThat(ClassChoice.isClear(VoteTally.of(20, 5))).isTrue();
    assertThat(ClassChoice.isClear(VoteTally.of(19, 6))).isFalse();
    assertThat(ClassChoice.isClear(VoteTally.of(6, 19, 0))).isFalse();
    assertThat(ClassChoice.isClear(VoteTally.of(0, 65, 35))).isTrue();
  }

  @Test
  void othersThanTheSecondDoNotMatter() {
    assertThat(ClassChoice.isClear(VoteTally.of(18, 2, 2, 2))).isTrue();
    assertThat(ClassChoice.isClear(VoteTally.of(9, 0, 0, 0))).isTrue();
    assertThat(ClassChoice.isClear(VoteTally.of(8, 0, 0, 0))).isFalse();
  }

  @Test
  void aSingleClassIsClear() {
    assertThat(ClassChoice.isClear(VoteTally.of(30))).isTrue();
  }
}
