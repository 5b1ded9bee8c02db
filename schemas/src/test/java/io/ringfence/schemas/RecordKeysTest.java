package io.ringfence.schemas;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RecordKeysTest {

  @Test
  void slashAndPercentAreEscapedInBothParts() {
    assertThat(RecordKeys.ofNode("a/b", "50%")).isEqualTo("a%2Fb/50%25");
  }

  @ParameterizedTest
  @CsvSource({"g,n", "a/b,c/d", "%,%2F", "'',''", "/,//", "ü,名/前"})
  void splittingGivesTheIdsBack(String graph, String node) {
    assertThat(RecordKeys.split(RecordKeys.ofNode(graph, node))).containsExactly(graph, node);
  }

  @Test
  void differentPairsHaveDifferentKeys() {
    assertThat(RecordKeys.ofNode("a/b", "c")).isNotEqualTo(RecordKeys.ofNode("a", "b/c"));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a%", "a%2", "a%41/b"})
  void aStrayPercentIsRefused(String key) {
    assertThatIllegalArgumentException().isThrownBy(() -> RecordKeys.split(key));
  }
}
