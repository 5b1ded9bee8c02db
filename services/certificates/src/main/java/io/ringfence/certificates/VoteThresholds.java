package io.ringfence.certificates;

import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Thresholds by multiset of (channel, additions, deletions), each computed once. Channels are known
 * by a number given at first sight. Thread-safe.
 *
 * <p>A multiset is halved so that both halves have about as many atoms; the halves are kept,
 * because a search meets the same ones again and again.
 */
final class VoteThresholds {

  static final int MAX_CACHED = 1 << 18;

  /** Atoms kept, some 40 bytes each. */
  private static final long MAX_ATOMS_KEPT = 1L << 20;

  private final List<BinaryChannel> channels = new CopyOnWriteArrayList<>();
  private final Map<ChannelCounts, LikelihoodAtoms> parts = new ConcurrentHashMap<>();
  private final AtomicLong atomsKept = new AtomicLong();
  private final Map<ChannelCounts, Double> majorities = new ConcurrentHashMap<>();
  private final Map<PluralityKey, Double> pluralities = new ConcurrentHashMap<>();

  private record PluralityKey(ChannelCounts counts, double rival) {}

  /** The number of a channel; it must not be useless. */
  synchronized int number(BinaryChannel channel) {
    int known = channels.indexOf(channel);
    if (known >= 0) {
      return known;
    }
    channels.add(channel);
    return channels.size() - 1;
  }

  /**
   * q*, rounded up: what a class needs to keep more than one half; one half when nothing changes, 1
   * when more changes than is computed.
   */
  double majority(ChannelCounts counts) {
    if (counts.size() == 0) {
      return 0.5;
    }
    Double known = majorities.get(counts);
    if (known != null) {
      return known;
    }
    double threshold = Math.max(0.5, fill(counts, 0.5));
    return remember(majorities, counts, threshold);
  }

  /**
   * What a class needs to stay ahead of every rival that has at most {@code rival}, rounded up: it
   * keeps more than τ, where τ is the most that such a rival can reach, or more than one half.
   *
   * @param rival upper bound on the probability of every other class, in [0, 1]
   */
  double plurality(ChannelCounts counts, double rival) {
    if (!(rival < 0.5)) {
      return majority(counts);
    }
    if (counts.size() == 0) {
      return rival;
    }
    PluralityKey key = new PluralityKey(counts, rival);
    Double known = pluralities.get(key);
    if (known != null) {
      return known;
    }
    // Swapping additions and deletions swaps the laws of X and X'.
    double reached = Math.max(rival, fill(counts.swapped(), rival));
    double threshold = reached < 0.5 ? Math.max(reached, fill(counts, reached)) : majority(counts);
    return remember(pluralities, key, threshold);
  }

  private static <K> double remember(Map<K, Double> known, K key, double threshold) {
    if (known.size() >= MAX_CACHED) {
      known.clear();
    }
    known.put(key, threshold);
    return threshold;
  }

  private double fill(ChannelCounts counts, double fill) {
    if (counts.most() > LikelihoodAtoms.MAX_COUNT) {
      return 1;
    }
    ChannelCounts.Halves halves = counts.halves();
    return NeymanPearson.threshold(atoms(halves.left()), atoms(halves.right()), fill);
  }

  private LikelihoodAtoms atoms(ChannelCounts counts) {
    if (counts.size() == 0) {
      return LikelihoodAtoms.NOTHING;
    }
    LikelihoodAtoms known = parts.get(counts);
    if (known != null) {
      return known;
    }
    LikelihoodAtoms atoms =
        counts.size() == 1
            ? level(counts.entry(0))
            : atoms(counts.withoutLast()).times(atoms(counts.last()));
    if (atomsKept.addAndGet(atoms.size()) > MAX_ATOMS_KEPT) {
      parts.clear();
      atomsKept.set(atoms.size());
    }
    parts.put(counts, atoms);
    return atoms;
  }

  private LikelihoodAtoms level(long entry) {
    return LikelihoodAtoms.of(
        channels.get(ChannelCounts.channel(entry)),
        ChannelCounts.additions(entry),
        ChannelCounts.deletions(entry));
  }
}
