package io.ringfence.monitor.view;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShareHistoryTest {

  private static final int PER_TIER = 20;
  private static final int TIERS = 4;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void staysBoundedOrderedAndExactWhereItIsNew(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    ShareHistory history = new ShareHistory(PER_TIER);
    List<SharePoint> perSecond = new ArrayList<>();
    long millis = 0;
    for (int k = 0; k < 20_000; k++) {
      millis += random.nextInt(1, 3_000);
      SharePoint point = point(millis, k);
      if (!perSecond.isEmpty() && second(perSecond.get(perSecond.size() - 1)) == second(point)) {
        perSecond.remove(perSecond.size() - 1);
      }
      perSecond.add(point);
      history.add(point);
    }

    List<SharePoint> kept = history.since(Instant.EPOCH);
    assertThat(kept)
        .hasSizeLessThanOrEqualTo(TIERS * PER_TIER)
        .isSortedAccordingTo(Comparator.comparing(SharePoint::at))
        .doesNotHaveDuplicates()
        .endsWith(
            perSecond
                .subList(perSecond.size() - PER_TIER, perSecond.size())
                .toArray(SharePoint[]::new));
    assertThat(perSecond).containsAll(kept);
  }

  @Test
  void ofOneSecondTheLastPointStays() {
    ShareHistory history = new ShareHistory(PER_TIER);
    history.add(point(1_000, 1));
    history.add(point(1_999, 2));
    history.add(point(2_000, 3));

    assertThat(history.since(Instant.EPOCH)).containsExactly(point(1_999, 2), point(2_000, 3));
    assertThat(history.since(Instant.ofEpochMilli(2_000))).containsExactly(point(2_000, 3));
  }

  private static long second(SharePoint point) {
    return Math.floorDiv(point.at().toEpochMilli(), 1_000L);
  }

  private static SharePoint point(long millis, int certified) {
    return new SharePoint(Instant.ofEpochMilli(millis), new Tally(certified, 0, 0), List.of());
  }
}
