package io.ringfence.engine;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.TreeMap;

/** The graph versions at which the bits of one node were turned over, by bit. */
final class NodeFlips {

  private static final long[] NEVER = {};
  private static final int COMPACTION_FLOOR = 16;

  private final TreeMap<Integer, long[]> versions = new TreeMap<>();
  private int size;
  private int compactAbove = COMPACTION_FLOOR;

  static NodeFlips of(FlipHistory history) {
    NodeFlips flips = new NodeFlips();
    for (FlipHistory.Flips bit : history.flips()) {
      long[] at = bit.versions().stream().mapToLong(Long::longValue).sorted().toArray();
      flips.versions.put(bit.attribute(), at);
      flips.size += at.length;
    }
    return flips;
  }

  FlipHistory history(long ordinal) {
    List<FlipHistory.Flips> bits = new ArrayList<>(versions.size());
    versions.forEach(
        (bit, at) -> bits.add(new FlipHistory.Flips(bit, Arrays.stream(at).boxed().toList())));
    return new FlipHistory(ordinal, bits);
  }

  boolean isEmpty() {
    return versions.isEmpty();
  }

  Iterable<Integer> bits() {
    return versions.keySet();
  }

  /** Versions at which a bit was turned over, ascending; not to be changed. */
  long[] versions(int bit) {
    return versions.getOrDefault(bit, NEVER);
  }

  /** Whether a bit has been turned over an odd number of times after a version. */
  static boolean oddAfter(long[] versions, long version) {
    int at = versions.length;
    while (at > 0 && versions[at - 1] > version) {
      at--;
    }
    return (versions.length - at) % 2 == 1;
  }

  void add(int bit, long version) {
    long[] before = versions(bit);
    long[] after = Arrays.copyOf(before, before.length + 1);
    after[before.length] = version;
    versions.put(bit, after);
    size++;
  }

  boolean wantsCompaction() {
    return size > compactAbove;
  }

  /**
   * Forgets flips that no one can tell from their absence: those that nobody asks beyond, and two
   * of one bit in a row between which nobody asks. Cost: the flips and the logarithm of {@code
   * asked} for each.
   *
   * @param asked versions after which parities may be asked for, ascending
   */
  void compact(long[] asked) {
    versions.replaceAll((bit, at) -> compacted(at, asked));
    versions.values().removeIf(at -> at.length == 0);
    size = versions.values().stream().mapToInt(at -> at.length).sum();
    compactAbove = Math.max(COMPACTION_FLOOR, 2 * size);
  }

  private static long[] compacted(long[] at, long[] asked) {
    long[] kept = new long[at.length];
    int count = 0;
    for (long version : at) {
      boolean beyondAll = asked.length == 0 || version <= asked[0];
      if (beyondAll) {
        continue;
      }
      if (count > 0 && !anyWithin(asked, kept[count - 1], version)) {
        count--;
      } else {
        kept[count++] = version;
      }
    }
    return count == at.length ? at : Arrays.copyOf(kept, count);
  }

  /** Whether one of the sorted values lies in [from, to). */
  private static boolean anyWithin(long[] sorted, long from, long to) {
    int position = Arrays.binarySearch(sorted, from);
    int first = position < 0 ? -position - 1 : position;
    return first < sorted.length && sorted[first] < to;
  }
}
