package io.ringfence.cli.certify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ringfence.certificates.Budget;
import io.ringfence.cli.input.NoiseRangeConverter;
import io.ringfence.graph.region.NoiseRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine.TypeConversionException;

class OptionTextTest {
  @Test
  void aNoiseRangeHasOneOrTwoNumbers() {
    assertThat(new NoiseRangeConverter().convert("0.6:0.95")).isEqualTo(new NoiseRange(0.6, 0.95));
    assertThat(new NoiseRangeConverter().convert("0.01")).isEqualTo(new NoiseRange(0.01, 0.01));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "a", "0.9:0.6", "-0.1:0.2", "0:1.1", "0.1:0.2:0.3", "NaN", "0.1:"})
  void aWrongNoiseRangeIsRefused(String text) {
    assertThatThrownBy(() -> new NoiseRangeConverter().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void budgetsArePairsInTheirOrder() {
    assertThat(new BudgetList.Pairs().convert("0,1; 0,3;1,0").budgets())
        .containsExactly(new Budget(0, 1), new Budget(0, 3), new Budget(1, 0));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "1", "1,2,3", "1;2", "-1,0", "0,1;", "a,b"})
  void wrongBudgetsAreRefused(String text) {
    assertThatThrownBy(() -> new BudgetList.Pairs().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }

  @Test
  void aGridHoldsAllBudgetsUpToItsEnds() {
    assertThat(new BudgetList.Grid().convert("2x3").budgets())
        .hasSize(12)
        .startsWith(new Budget(0, 0), new Budget(0, 1))
        .endsWith(new Budget(2, 3));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "10", "10x", "1x2x3", "10000x1"})
  void aWrongGridIsRefused(String text) {
    assertThatThrownBy(() -> new BudgetList.Grid().convert(text))
        .isInstanceOf(TypeConversionException.class);
  }
}
