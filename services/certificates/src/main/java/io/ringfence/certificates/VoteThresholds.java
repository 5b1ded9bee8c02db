package io.ringfence.certificates;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Thresholds q* by multiset of (channel, additions, deletions), each computed once. Channels are
 * known by a number given at first sight. Thread-safe.
 */
final class VoteThresholds {

  static final int MAX_CACHED = 1 << 18;

  private static final int MAX_LEVELS = 1 << 12;

  private final List<BinaryChannel> channels = new CopyOnWriteArrayList<>();
  private final Map<Long, LikelihoodAtoms> levels = new ConcurrentHashMap<>();
  private final Map<ChannelCounts, Double> thresholds = new ConcurrentHashMap<>();

  /** The number of a channel; it must not be useless. */
  synchronized int number(BinaryChannel channel) {
    int known = channels.indexOf(channel);
    if (known >= 0) {
      return known;
    }
    channels.add(channel);
    return channels.size() - 1;
  }

  /** q*, rounded up; one half when nothing changes, 1 when more changes than is computed. */
  double threshold(ChannelCounts counts) {
    if (counts.size() == 0) {
      return 0.5;
    }
    Double known = thresholds.get(counts);
    if (known != null) {
      return known;
    }
    double threshold = compute(counts);
    if (thresholds.size() >= MAX_CACHED) {
      thresholds.clear();
    }
    thresholds.put(counts, threshold);
    return threshold;
  }

  private double compute(ChannelCounts counts) {
    LikelihoodAtoms all = LikelihoodAtoms.NOTHING;
    for (int i = 0; i < counts.size(); i++) {
      long entry = counts.entry(i);
      if (ChannelCounts.additions(entry) > LikelihoodAtoms.MAX_COUNT
          || ChannelCounts.deletions(entry) > LikelihoodAtoms.MAX_COUNT) {
        return 1;
      }
      if (levels.size() >= MAX_LEVELS) {
        levels.clear();
      }
      LikelihoodAtoms level = levels.computeIfAbsent(entry, this::atoms);
      all = i == 0 ? level : all.times(level);
    }
    return all.threshold();
  }

  private LikelihoodAtoms atoms(long entry) {
    return LikelihoodAtoms.of(
        channels.get(ChannelCounts.channel(entry)),
        ChannelCounts.additions(entry),
        ChannelCounts.deletions(entry));
  }
}
