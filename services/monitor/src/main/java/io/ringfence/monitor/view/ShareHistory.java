package io.ringfence.monitor.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How a graph stood over time, thinner the older: one point a second at first, then one in ten
 * seconds, a minute, ten minutes. Of the points in one stretch the last one stays. Bounded: as many
 * points in each tier as {@code perTier}.
 */
final class ShareHistory {

  private static final List<Duration> STRETCHES =
      List.of(
          Duration.ofSeconds(1),
          Duration.ofSeconds(10),
          Duration.ofMinutes(1),
          Duration.ofMinutes(10));

  private final List<Tier> tiers;

  /** Points of one spacing, in order of time. */
  private static final class Tier {
    private final long stretch;
    private final Deque<SharePoint> points = new ArrayDeque<>();

    Tier(Duration stretch) {
      this.stretch = stretch.toMillis();
    }

    void add(SharePoint point) {
      SharePoint last = points.peekLast();
      if (last != null
          && Math.floorDiv(last.at().toEpochMilli(), stretch)
              == Math.floorDiv(point.at().toEpochMilli(), stretch)) {
        points.removeLast();
      }
      points.addLast(point);
    }
  }

  private final int perTier;

  ShareHistory(int perTier) {
    this.perTier = perTier;
    this.tiers = STRETCHES.stream().map(Tier::new).toList();
  }

  void add(SharePoint point) {
    @Nullable SharePoint next = point;
    for (Tier tier : tiers) {
      if (next == null) {
        return;
      }
      tier.add(next);
      next = tier.points.size() > perTier ? tier.points.pollFirst() : null;
    }
  }

  /** In order of time. */
  List<SharePoint> since(Instant from) {
    List<SharePoint> all = new ArrayList<>();
    for (int i = tiers.size() - 1; i >= 0; i--) {
      for (SharePoint point : tiers.get(i).points) {
        if (!point.at().isBefore(from)) {
          all.add(point);
        }
      }
    }
    return all;
  }
}
