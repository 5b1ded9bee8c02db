package io.ringfence.certificates;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class FailureBudgetTest {

  @Test
  void sharesOfAllNodesAddUpToAtMostTheWhole() {
    FailureBudget budget = new FailureBudget(0.01);

    assertThat(budget.perNode(2530) * 2530).isLessThanOrEqualTo(0.01);
    assertThat(budget.perNode(2530)).isCloseTo(0.01 / 2530, within(1e-18));
    assertThat(budget.perNode(1)).isEqualTo(0.01);
  }

  @Test
  void sharesOfAllCertificationsAddUpToAtMostTheLevel() {
    double sum = 0;
    for (long k = 1; k <= 1_000_000; k++) {
      sum += FailureBudget.overTime(0.01, k);
    }

    assertThat(sum).isLessThan(0.01).isCloseTo(0.01, within(1e-8));
  }

  @Test
  void refusesWhatIsNoProbability() {
    assertThatThrownBy(() -> new FailureBudget(0)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> new FailureBudget(Double.NaN)).hasMessageContaining("(0, 1)");
    assertThatThrownBy(() -> FailureBudget.overTime(0.01, 0)).hasMessageContaining("number 1");
  }
}
