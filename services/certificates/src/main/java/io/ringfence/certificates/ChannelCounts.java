package io.ringfence.certificates;

import java.util.Arrays;

/**
 * How many additions and deletions fall on which channel: a canonical multiset, the key of every
 * threshold. Immutable.
 */
final class ChannelCounts {

  private static final int BITS = 20;
  private static final int MASK = (1 << BITS) - 1;

  /** Entries channel·2⁴⁰ + additions·2²⁰ + deletions, channels ascending, no two equal. */
  private final long[] entries;

  private final int hash;

  private ChannelCounts(long[] entries) {
    this.entries = entries;
    hash = Arrays.hashCode(entries) * 0x9E3779B9;
  }

  /** An entry of a multiset; counts saturate at 2²⁰ - 1, far above what is ever computed. */
  static long entry(int channel, int additions, int deletions) {
    return ((long) channel << (2 * BITS))
        | ((long) Math.min(additions, MASK) << BITS)
        | Math.min(deletions, MASK);
  }

  static int channel(long entry) {
    return (int) (entry >>> (2 * BITS));
  }

  static int additions(long entry) {
    return (int) (entry >>> BITS) & MASK;
  }

  static int deletions(long entry) {
    return (int) entry & MASK;
  }

  /**
   * The multiset of the first {@code size} entries.
   *
   * @param scratch is reordered
   */
  static ChannelCounts of(long[] scratch, int size) {
    sort(scratch, size);
    int kept = 0;
    for (int i = 0; i < size; i++) {
      if (kept > 0 && channel(scratch[kept - 1]) == channel(scratch[i])) {
        scratch[kept - 1] = sum(scratch[kept - 1], scratch[i]);
      } else {
        scratch[kept++] = scratch[i];
      }
    }
    return new ChannelCounts(Arrays.copyOf(scratch, kept));
  }

  int size() {
    return entries.length;
  }

  long entry(int i) {
    return entries[i];
  }

  /** The largest number of additions or deletions on one channel. */
  int most() {
    int most = 0;
    for (long entry : entries) {
      most = Math.max(most, Math.max(additions(entry), deletions(entry)));
    }
    return most;
  }

  /** Additions and deletions exchanged. */
  ChannelCounts swapped() {
    long[] swapped = new long[entries.length];
    for (int i = 0; i < swapped.length; i++) {
      long entry = entries[i];
      swapped[i] = entry(channel(entry), deletions(entry), additions(entry));
    }
    return new ChannelCounts(swapped);
  }

  /** The entry of the last channel alone. */
  ChannelCounts last() {
    return new ChannelCounts(new long[] {entries[entries.length - 1]});
  }

  /** All entries but the last. */
  ChannelCounts withoutLast() {
    return new ChannelCounts(Arrays.copyOf(entries, entries.length - 1));
  }

  /**
   * Two parts with about as many outcomes each: by falling number of bits, every entry goes to the
   * part with fewer outcomes so far.
   */
  Halves halves() {
    boolean[] taken = new boolean[entries.length];
    long[] parts = new long[entries.length];
    int left = 0;
    double outcomesLeft = 1;
    double outcomesRight = 1;
    for (int round = 0; round < entries.length; round++) {
      int largest = -1;
      for (int i = 0; i < entries.length; i++) {
        if (!taken[i] && (largest < 0 || bits(entries[i]) > bits(entries[largest]))) {
          largest = i;
        }
      }
      taken[largest] = true;
      if (outcomesLeft <= outcomesRight) {
        parts[left++] = entries[largest];
        outcomesLeft *= bits(entries[largest]) + 1;
      } else {
        parts[entries.length - 1 - (round - left)] = entries[largest];
        outcomesRight *= bits(entries[largest]) + 1;
      }
    }
    return new Halves(part(parts, 0, left), part(parts, left, parts.length));
  }

  /** Two multisets that are one multiset together. */
  record Halves(ChannelCounts left, ChannelCounts right) {}

  private static ChannelCounts part(long[] entries, int from, int to) {
    long[] part = Arrays.copyOfRange(entries, from, to);
    Arrays.sort(part);
    return new ChannelCounts(part);
  }

  private static int bits(long entry) {
    return additions(entry) + deletions(entry);
  }

  private static long sum(long x, long y) {
    return entry(channel(x), additions(x) + additions(y), deletions(x) + deletions(y));
  }

  private static void sort(long[] values, int size) {
    for (int i = 1; i < size; i++) {
      long value = values[i];
      int at = i;
      while (at > 0 && values[at - 1] > value) {
        values[at] = values[at - 1];
        at--;
      }
      values[at] = value;
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ChannelCounts that && Arrays.equals(entries, that.entries);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
