package io.ringfence.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FairShareTest {

  private final FairShare<String> share = new FairShare<>();
  private final Map<String, Long> work = new HashMap<>();
  private final List<String> order = new ArrayList<>();

  private long take(String contender, long size) {
    work.merge(contender, size, Long::sum);
    order.add(contender);
    return size;
  }

  private double ratio(String one, String other) {
    return (double) work.getOrDefault(one, 0L) / work.getOrDefault(other, 0L);
  }

  @Test
  void contendersWithPiecesOfAnySizeGetEqualWork() {
    Map<String, Long> sizes = Map.of("hot", 1000L, "cold", 10L, "warm", 100L);
    for (int round = 0; round < 20_000; round++) {
      share.give(List.of("cold", "hot", "warm"), 1, c -> take(c, sizes.getOrDefault(c, 1L)));
    }
    assertThat(ratio("cold", "hot")).isCloseTo(1, within(0.01));
    assertThat(ratio("warm", "hot")).isCloseTo(1, within(0.01));
  }

  @Test
  void whoComesToABusyDeskIsServedAfterAtMostOnePieceOfEachOther() {
    for (int round = 0; round < 100; round++) {
      share.give(List.of("a", "b"), 1, c -> take(c, 500));
    }
    order.clear();
    share.give(List.of("a", "b", "new"), 3, c -> take(c, 500));
    assertThat(order).contains("new");
  }

  @Test
  void restGivesNoClaim() {
    List<String> both = List.of("a", "b");
    for (int round = 0; round < 1000; round++) {
      share.give(both, 1, c -> c.equals("b") ? 0 : take(c, 100));
    }
    work.clear();
    for (int round = 0; round < 1000; round++) {
      share.give(both, 1, c -> take(c, 100));
    }
    assertThat(ratio("a", "b")).isCloseTo(1, within(0.02));
  }

  @Test
  void noMoreIsGivenThanThereIsRoomFor() {
    assertThat(share.give(List.of("a", "b"), 0, c -> take(c, 1))).isZero();
    assertThat(share.give(List.of("a", "b"), 3, c -> take(c, 1))).isEqualTo(3);
    assertThat(share.give(List.of("a", "b"), 3, c -> 0)).isZero();
    assertThat(order).hasSize(3);
  }
}
