package io.ringfence.cli.tune;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TuneSpreadOrderTest {
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 99})
  void theBeginningCoversTheEndsOfTheSpaceAndNothingIsLeftOut(long seed) {
    List<Combination> space = new ArrayList<>();
    for (int regions : List.of(1, 2, 4, 8, 16)) {
      for (double noise : List.of(0.01, 0.02, 0.03, 0.04, 0.05)) {
        space.add(Tries.combination(regions, noise));
      }
    }

    List<Combination> order = SpreadOrder.of(space, seed);

    assertThat(order).containsExactlyInAnyOrderElementsOf(space);
    assertThat(order).isEqualTo(SpreadOrder.of(space, seed));
    assertThat(order.subList(0, 8).stream().map(Combination::regions)).contains(1, 16);
    assertThat(order.subList(0, 5).stream().map(Combination::noise).distinct())
        .hasSizeGreaterThan(1);
  }
}
